import type { ConsentOption, ConsentQuestion, SharedClaim, TypeDisplay } from '#holder';
import { formatMoment } from '#look';
import { ADDRESS_FORM } from '#postal-address';
import type { JsonValue } from '#primitives';
import { claimGroups, type ClaimGroup } from '../cards/claim-groups.js';
import { claimLabel, claimValue, type ClaimLine } from '../cards/claim-words.js';
import { typeset } from '../shell/french-spaces.js';
import type { Locale } from '../wallet-context.js';
import { CONSENT_MESSAGES } from './consent.messages.js';

/** A question of the asker's about what it already holds. */
export interface Comparison {
  question: string;
  values: string[];
}

/** The consent screen's content, in its order: who, why, what, what not, how long, rights. */
export interface QuestionDescription {
  who: { name: string; legalId: string; memberSince: string; host: string; lastInteraction: string };
  why: { title: string; purpose: string; legalBasis: string };
  comparisons: Comparison[];
  /** What is told, with values; where nothing answers, without. */
  shared: ClaimLine[];
  /** Names of what stays hidden. */
  hidden: ClaimGroup[];
  howLong: { retention: string; ifWithdrawn: string; recipients: string[] };
  rights: string[];
  /** Why no yes is possible, and what the person's own proof says instead. */
  obstacle: { sentence: string; held: string[] } | undefined;
}

/**
 * @param option the way to answer that is shown; `undefined` where there is none
 * @param now seconds since the epoch
 */
export function describeQuestion(
  question: ConsentQuestion,
  option: ConsentOption | undefined,
  display: TypeDisplay | undefined,
  now: number,
  locale: Locale,
): QuestionDescription {
  const words = CONSENT_MESSAGES[locale];
  const { notice, member, noAnswer } = question;
  const claims = option?.shared ?? question.shared;
  const line = ({ path, value }: SharedClaim): ClaimLine => ({
    path,
    label: claimLabel(display, path, locale),
    value: option === undefined ? '' : claimValue(value, path, locale),
  });
  return typeset(
    {
      who: {
        name: member.name,
        legalId: member.legalId,
        memberSince: formatMoment(member.admittedAt, locale, 'day'),
        host: question.host,
        lastInteraction: lastInteraction(question, locale),
      },
      why: {
        title: notice.contract.title[locale],
        purpose: notice.purpose.words[locale],
        legalBasis: notice.legalBasis.words[locale],
      },
      comparisons: claims
        .filter(({ compared }) => compared)
        .map((claim) => comparison(claim, question, display, locale)),
      shared: claims.filter(({ compared }) => !compared).map(line),
      hidden: claimGroups(display, option?.hidden ?? [], locale),
      howLong: {
        retention: words.until(
          words.days(notice.retentionDays),
          formatMoment(now + notice.retentionDays * 86_400, locale, 'day'),
        ),
        ifWithdrawn: notice.onWithdrawal === 'erase' ? words.erased : words.restricted,
        recipients: notice.recipients.map((recipient) => recipient[locale]),
      },
      rights: notice.rights.map((right) => right.words[locale]),
      obstacle:
        noAnswer === undefined
          ? undefined
          : {
              sentence: words.noAnswers[noAnswer.reason],
              held:
                noAnswer.reason === 'mismatch'
                  ? unique(noAnswer.held.map((value) => claimValue(value, [], locale)))
                  : [],
            },
    },
    locale,
  );
}

function comparison(
  { path, value }: SharedClaim,
  { member }: ConsentQuestion,
  display: TypeDisplay | undefined,
  locale: Locale,
): Comparison {
  const words = CONSENT_MESSAGES[locale];
  const values: JsonValue[] = Array.isArray(value) ? value : [value];
  const areAddresses = values.every((one) => typeof one === 'string' && one.startsWith(`${ADDRESS_FORM}:`));
  return {
    question: areAddresses
      ? words.asksAddress(member.name, values.length)
      : words.asksValue(member.name, claimLabel(display, path, locale)),
    values: values.map((one) => claimValue(one, path, locale)),
  };
}

function lastInteraction({ lastInteraction: last }: ConsentQuestion, locale: Locale): string {
  const words = CONSENT_MESSAGES[locale];
  if (last === undefined) return words.never;
  return `${formatMoment(last.at, locale)} · ${words.interactions[last.kind]}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
