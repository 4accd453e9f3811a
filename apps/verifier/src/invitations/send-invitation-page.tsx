import type { FastifyReply, FastifyRequest } from 'fastify';
import { Button, PageShell } from '#look';
import { localeOf, sendPage } from '#service-kit/pages';
import type { AskingMember } from '../organisations/asking-member.js';
import { INVITATION_MESSAGES } from './invitation.messages.js';

/** Before a page that was sent by e-mail: who asks, and a button that opens it in this browser. */
export function sendInvitationPage(
  request: FastifyRequest,
  reply: FastifyReply,
  member: Pick<AskingMember, 'name'>,
  { pagePath, startSecret }: { pagePath: string; startSecret: string | undefined },
): void {
  const locale = localeOf(request);
  const { page } = INVITATION_MESSAGES[locale];
  const body = (
    <PageShell locale={locale} brand={member.name}>
      <h1>{page.title}</h1>
      <p class="l-lead">{page.lead(member.name)}</p>
      <p>{page.sentence}</p>
      <form method="get" action={pagePath}>
        <input type="hidden" name="start" value={startSecret} />
        <Button type="submit">{page.button}</Button>
      </form>
    </PageShell>
  );
  sendPage(request, reply, { locale, title: `${page.title} – ${member.name}`, body });
}
