import type { Locale } from './locale.js';

/** How exactly a moment is told: a day in words, with the time of day, or with seconds for those who compare logs. */
export type MomentPrecision = 'day' | 'minute' | 'second';

const STYLES: Readonly<Record<MomentPrecision, Intl.DateTimeFormatOptions>> = {
  day: { dateStyle: 'long' },
  minute: { dateStyle: 'long', timeStyle: 'short' },
  second: { dateStyle: 'medium', timeStyle: 'medium' },
};
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };
/** Where the people of the demonstration live; a server and a phone must tell the same day. */
const TIME_ZONE = 'Europe/Paris';

const formats = new Map<string, Intl.DateTimeFormat>();

/** @param seconds since the epoch */
export function formatMoment(seconds: number, locale: Locale, precision: MomentPrecision = 'minute'): string {
  const name = `${locale} ${precision}`;
  const format =
    formats.get(name) ?? new Intl.DateTimeFormat(TAGS[locale], { ...STYLES[precision], timeZone: TIME_ZONE });
  formats.set(name, format);
  return format.format(seconds * 1000);
}

/** @param day `2024-03-01` */
export function formatDay(day: string, locale: Locale): string {
  const moment = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(moment) ? day : formatMoment(moment / 1000, locale, 'day');
}

/** @param cents euro cents */
export function formatEuros(cents: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale], { style: 'currency', currency: 'EUR' }).format(cents / 100);
}
