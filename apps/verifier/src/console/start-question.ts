import { refusal } from '#primitives';
import { parseMailAddress } from '#service-kit/mail';
import type { OperatorSession } from '#service-kit/sessions';
import type { Locale } from '#look';
import { sendInvitation } from '../invitations/send-invitation.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { prepareVerification } from '../verifications/prepare-verification.js';
import { wantedOf, type AskedQuestion } from './asked-question.js';
import type { ConsoleParts } from './console-parts.js';

/**
 * Asks what a clerk has typed, by the step that the API calls, once for each form. A mail goes out after the commit, by whoever's
 * request made the page: a double click sends one.
 * @param locale the clerk's, for a mail whose language was not chosen
 * @returns the verification's identifier
 * @throws the codes of `prepareVerification`; `malformed_form`; `mail_not_offered`, `malformed_mail_address`, `too_many_mails`;
 *   `mail_not_sent` (outage), after which the verification is cancelled
 */
export async function startQuestion(
  member: AskingMember,
  session: OperatorSession,
  question: AskedQuestion,
  locale: Locale,
  { asking, forms, invitations }: Pick<ConsoleParts, 'asking' | 'forms' | 'invitations'>,
): Promise<string> {
  const { formToken, typed } = question;
  const byMail = typed.delivery === 'mail';
  if (byMail && invitations === undefined) {
    throw refusal('mail_not_offered', 'This verifier sends no e-mails.');
  }
  const recipient = byMail ? parseMailAddress(typed.mailAddress.trim()) : undefined;
  const earlier = await forms.read(session, formToken);
  if (typeof earlier?.id === 'string') return earlier.id;
  const ask = await prepareVerification(member, wantedOf(question), asking);
  let pageUrl: string | undefined;
  const { id } = await forms.once(session, formToken, async () => {
    const created = await ask();
    if (recipient !== undefined) invitations?.limits.take(member.slug, recipient);
    pageUrl = created.pageUrl;
    return { id: created.id };
  });
  if (invitations !== undefined && recipient !== undefined && pageUrl !== undefined) {
    const wanted = { verificationId: id, pageUrl, recipient, locale: typed.mailLanguage ?? locale };
    await sendInvitation(member, wanted, invitations, asking);
  }
  return id;
}
