import type { Locale } from '#look';

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** `3 days`, `15 minutes`: in the largest unit that it is a whole number of, so that nothing is rounded. */
export function durationWords(seconds: number, locale: Locale): string {
  const [unit, length] = UNITS.find((one) => seconds % one[1] === 0 && seconds >= one[1]) ?? ['second', 1];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(TAGS[locale], style).format(seconds / length);
}

/** How long ago, roughly: people compare, they don't calculate. */
export function agoWords(seconds: number, locale: Locale): string {
  const [unit, length] = UNITS.find((one) => seconds >= 2 * one[1]) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(TAGS[locale]).format(-Math.floor(seconds / length), unit);
}
