import type { Locale } from '#look';
import { COUNTDOWN_MESSAGES } from './countdown.messages.js';

/** Moments worth telling somebody who hears the page; every second would be noise. */
const ANNOUNCED_AT_SECONDS = [300, 120, 60, 30];

/** How much time is left, in words that change seldom. */
export function countdownWords(secondsLeft: number, locale: Locale): string {
  const messages = COUNTDOWN_MESSAGES[locale];
  if (secondsLeft <= 0) return messages.over;
  if (secondsLeft <= 30) return messages.halfMinute;
  if (secondsLeft < 90) return messages.oneMinute;
  return messages.minutes(Math.round(secondsLeft / 60));
}

/** What to announce as the time left falls from one reading to the next: at a few moments once, and nothing in between. */
export function countdownAnnouncement(before: number, now: number, locale: Locale): string | undefined {
  const passed = ANNOUNCED_AT_SECONDS.some((seconds) => before > seconds && now <= seconds);
  return passed && now > 0 ? countdownWords(now, locale) : undefined;
}
