import type { Term } from '#ledger';
import { formatMoment, type Locale } from '#look';
import { PAGES_MESSAGES } from './pages.messages.js';

/** `since 1 March 2026`, or from a day to another. */
export function termWords({ from, until }: Term, locale: Locale): string {
  const messages = PAGES_MESSAGES[locale];
  const day = (seconds: number) => formatMoment(seconds, locale, 'day');
  return until === null ? messages.since(day(from)) : messages.fromTo(day(from), day(until));
}
