import { requestProblemOf, type HistoryEntry, type HolderState } from '#holder';
import { claimLabel } from '../cards/claim-words.js';
import { typeset } from '../shell/french-spaces.js';
import type { Locale } from '../wallet-context.js';
import { PROBLEM_TEXTS } from '../consent/request-problem.messages.js';
import { HISTORY_MESSAGES } from './history.messages.js';
import { receiptStateOf } from './receipt-state.js';

/** Something that was shown to somebody. */
export interface SharedLine {
  kind: 'shared';
  id: string;
  /** Seconds since the epoch. */
  at: number;
  who: string;
  purpose: string;
  /** Names of what was shared. */
  claims: string[];
  outcome: HistoryEntry['outcome'];
  /** What the person must not miss: a receipt that is missing or differs. */
  flag: string | undefined;
  withdrawn: boolean;
}

/** A request with which nothing was shared. */
export interface RefusedLine {
  kind: 'refused';
  id: string;
  at: number;
  who: string;
  reason: string;
}

const RECENT_SECONDS = 30 * 86_400;
const RECENT_REFUSALS = 3;

/** Everything that happened with others, newest first. */
export function historyLines(state: HolderState, locale: Locale): (SharedLine | RefusedLine)[] {
  const shared = [...state.history.values()].map((entry) => sharedLine(entry, state, locale));
  const lines = [...shared, ...refusedLines(state, locale)].sort((left, right) => right.at - left.at);
  return typeset(lines, locale);
}

/** What was refused in the last month, newest first; a few. @param now seconds since the epoch */
export function recentRefusals(state: HolderState, now: number, locale: Locale): RefusedLine[] {
  const recent = refusedLines(state, locale)
    .filter(({ at }) => at > now - RECENT_SECONDS)
    .reverse()
    .slice(0, RECENT_REFUSALS);
  return typeset(recent, locale);
}

function sharedLine(entry: HistoryEntry, { types }: HolderState, locale: Locale): SharedLine {
  const words = HISTORY_MESSAGES[locale];
  const { notice } = entry.delivery;
  const receipt = receiptStateOf(entry);
  const flags = { missing: words.receiptMissingTitle, different: words.receiptDifferentTitle };
  return {
    kind: 'shared',
    id: entry.id,
    at: entry.presentedAt,
    who: notice.verifier.name,
    purpose: notice.contract.title[locale],
    claims: entry.shared.map(({ vct, path }) => claimLabel(types.get(vct), path, locale)),
    outcome: entry.outcome,
    flag: receipt === 'missing' || receipt === 'different' ? flags[receipt] : undefined,
    withdrawn: entry.withdrawal !== undefined,
  };
}

function refusedLines(state: HolderState, locale: Locale): RefusedLine[] {
  const words = HISTORY_MESSAGES[locale];
  return state.refusals.map(({ id, at, memberName, host, code }) => ({
    kind: 'refused',
    id,
    at,
    who: memberName ?? host ?? words.unknownAsker,
    reason: reasonOf(code, locale),
  }));
}

function reasonOf(code: string, locale: Locale): string {
  const words = HISTORY_MESSAGES[locale];
  if (code === 'consent_refused') return words.youRefused;
  if (code === 'no_matching_credential') return words.nothingMatched;
  return `${PROBLEM_TEXTS[locale][requestProblemOf({ code })].title}.`;
}
