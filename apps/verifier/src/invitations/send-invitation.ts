import { assertOurs, isCodedError } from '#primitives';
import type { Locale } from '#look';
import type { SmtpMailer } from '#service-kit/mail';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { cancelVerification, type EndingParts } from '../verifications/end-presentations.js';
import { requireVerification } from '../verifications/find-verification.js';
import type { MailLimits } from './mail-limits.js';
import { writeInvitation } from './write-invitation.js';

export interface InvitationParts {
  mailer: SmtpMailer;
  limits: MailLimits;
  labelOf: LabelOfClaim;
  /** Why one was not sent, for the log; the error's words may quote the address, and are not to be repeated. */
  report: (error: unknown) => void;
}

export interface WantedInvitation {
  /** Of the hosted page that asks; durable already. */
  verificationId: string;
  /** The page's address with its secret, which stands nowhere else. */
  pageUrl: string;
  /** As `parseMailAddress` gives it; forgotten when this returns. */
  recipient: string;
  locale: Locale;
}

/**
 * Sends the address of a page that asks to one person. It runs after the commit in which the page was made. If we die before the
 * mail is taken, nobody has the address, and the page ends by its time; if the mail server fails, the verification is cancelled, so
 * that nothing half done is left. A server that took the mail and failed to say so has sent an address that leads to an ended page.
 * @throws `mail_not_sent` (outage)
 */
export async function sendInvitation(
  member: AskingMember,
  { verificationId, pageUrl, recipient, locale }: WantedInvitation,
  { mailer, labelOf, report }: InvitationParts,
  ending: EndingParts,
): Promise<void> {
  const { presentation, page } = await requireVerification(member.slug, verificationId, ending);
  assertOurs(presentation.notice !== null && page !== undefined, 'a page that was just made asks something');
  const { notice } = presentation.notice;
  const url = invitationUrl(pageUrl, locale);
  try {
    const mail = writeInvitation({ member, notice, url, expiresAt: page.expiresAt, locale }, labelOf);
    await mailer.send({ ...mail, to: recipient });
  } catch (error) {
    report(error);
    await cancelIfOpen(member.slug, verificationId, ending);
    throw error;
  }
}

/**
 * What stands in the mail leads to a page with a button: programs that look at every link of a mail would otherwise be the browser
 * that opens the page first.
 */
function invitationUrl(pageUrl: string, locale: Locale): string {
  const url = new URL(pageUrl);
  url.pathname = `${url.pathname}/invitation`;
  url.searchParams.set('language', locale);
  return url.href;
}

async function cancelIfOpen(tenantId: string, id: string, ending: EndingParts): Promise<void> {
  try {
    await cancelVerification(tenantId, id, ending);
  } catch (error) {
    // Ended meanwhile by another hand.
    if (!isCodedError(error) || error.code !== 'not_cancellable') throw error;
  }
}
