import { formatMoment, type MomentPrecision } from '../format-moment.js';
import type { Locale } from '../locale.js';

/** A moment in the person's language. @param seconds since the epoch */
export function Moment({
  seconds,
  locale,
  precision = 'minute',
}: {
  seconds: number;
  locale: Locale;
  precision?: MomentPrecision;
}) {
  return <time datetime={new Date(seconds * 1000).toISOString()}>{formatMoment(seconds, locale, precision)}</time>;
}
