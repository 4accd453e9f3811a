import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { Button, PageShell, type Locale } from '#look';
import { localeOf, sendPage } from '#service-kit/pages';
import { PAGE_ACTIONS, type OperatorSession } from '#service-kit/sessions';
import type { AskingMember } from '../organisations/asking-member.js';
import { CONSOLE_MESSAGES } from './console.messages.js';

/** Who asks for a page, and how it is answered. */
export interface Visit {
  request: FastifyRequest;
  reply: FastifyReply;
  session: OperatorSession;
  member: AskingMember;
}

export interface ConsolePage {
  /** The page's h1, and the tab's name. */
  title: string;
  section?: 'list' | 'ask';
  status?: number;
  live?: boolean;
  /** For those without JavaScript. */
  refreshSeconds?: number | undefined;
  body: (locale: Locale) => ComponentChildren;
}

/** A page of the counter: navigation, whose it is, sign-out. */
export function sendConsolePage({ request, reply, member }: Visit, page: ConsolePage): void {
  const locale = localeOf(request);
  const messages = CONSOLE_MESSAGES[locale];
  const { title, section, refreshSeconds } = page;
  const shell = (
    <PageShell
      locale={locale}
      brand={member.name}
      brandHref="/verifications"
      navigation={[
        { href: '/verifications', label: messages.list, current: section === 'list' },
        { href: '/verifications/new', label: messages.ask, current: section === 'ask' },
      ]}
      navigationLabel={messages.navigation}
      languageHref={(one) => inLanguage(request.url, one)}
      actions={
        <form method="post" action="/sign-out">
          <Button type="submit" kind="quiet">
            {messages.signOut}
          </Button>
        </form>
      }
      footer={<p>{messages.footer}</p>}
      wide
    >
      <h1>{title}</h1>
      {page.body(locale)}
    </PageShell>
  );
  sendPage(
    request,
    reply,
    {
      locale,
      title: `${title} – ${member.name}`,
      body: shell,
      scripts: [...PAGE_ACTIONS, ...(page.live === true ? ['verifier/live-page.js'] : [])],
      styles: ['verifier/verifier-pages.css'],
      ...(refreshSeconds === undefined ? {} : { refreshSeconds }),
    },
    { status: page.status ?? 200 },
  );
}

/** The same page in another language. @param address path and query of ours */
function inLanguage(address: string, locale: Locale): string {
  const url = new URL(address, 'http://console.invalid');
  url.searchParams.set('language', locale);
  return `${url.pathname}${url.search}`;
}
