import type { Locale } from '#look';

const HOUR_SECONDS = 3600;

const TEXTS: Readonly<Record<Locale, { minutes: (count: number) => string; hours: (count: number) => string }>> = {
  en: {
    minutes: (count) => (count === 1 ? 'one minute' : `${count} minutes`),
    hours: (count) => (count === 1 ? 'one hour' : `${count} hours`),
  },
  fr: {
    minutes: (count) => (count === 1 ? 'une minute' : `${count} minutes`),
    hours: (count) => (count === 1 ? 'une heure' : `${count} heures`),
  },
};

/** "4 minutes", "25 hours": never less than it is. */
export function durationText(seconds: number, locale: Locale): string {
  const { minutes, hours } = TEXTS[locale];
  return seconds < 2 * HOUR_SECONDS ? minutes(Math.ceil(seconds / 60)) : hours(Math.ceil(seconds / HOUR_SECONDS));
}
