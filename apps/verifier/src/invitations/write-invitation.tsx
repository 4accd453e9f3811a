import { renderToString } from 'preact-render-to-string';
import type { Notice } from '#consent';
import { formatMoment, type Locale } from '#look';
import type { Mail } from '#service-kit/mail';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { INVITATION_MESSAGES } from './invitation.messages.js';

export interface Invitation {
  member: Pick<AskingMember, 'name' | 'legalId'>;
  notice: Pick<Notice, 'contract' | 'purpose' | 'claims'>;
  /** Opens once. */
  url: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  locale: Locale;
}

/** Who asks, for what, until when, and that nobody needs to answer: the same words as plain text and as HTML. */
export function writeInvitation(
  { member, notice, url, expiresAt, locale }: Invitation,
  labelOf: LabelOfClaim,
): Omit<Mail, 'to'> {
  const words = INVITATION_MESSAGES[locale];
  const labels = [...new Set(notice.claims.map((claim) => labelOf(claim, locale)))];
  const asks = words.asks(member.name, notice.contract.title[locale]);
  const purpose = notice.purpose.words[locale];
  const until = words.until(formatMoment(expiresAt / 1000, locale));
  const rest = [words.shown, words.nobodyMust(member.name), words.once, words.unexpected];
  const text = [
    words.greeting,
    asks,
    `${words.why} ${purpose}`,
    [words.what, ...labels.map((label) => `- ${label}`)].join('\n'),
    `${words.open}\n${url}`,
    until,
    ...rest,
    `${member.name} (${member.legalId})`,
  ].join('\n\n');
  const document = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{words.subject(member.name)}</title>
      </head>
      <body>
        <p>{words.greeting}</p>
        <p>{asks}</p>
        <p>
          {words.why} {purpose}
        </p>
        <p>{words.what}</p>
        <ul>
          {labels.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
        <p>
          <a href={url}>{words.open}</a>
        </p>
        <p>{until}</p>
        {rest.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>
          {member.name} ({member.legalId})
        </p>
      </body>
    </html>
  );
  return {
    ...{ senderName: member.name, subject: words.subject(member.name), language: locale },
    ...{ text, html: `<!doctype html>${renderToString(document)}` },
  };
}
