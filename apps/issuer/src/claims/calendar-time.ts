import { assertOurs } from '#primitives';

/**
 * Whole months, by the calendar: from the 31st of January one month is over on the 1st of March, so that nobody is attested
 * more than he has.
 * @param since YYYY-MM-DD, as is `today`
 */
export function monthsBetween(since: string, today: string): number {
  const [fromYear, fromMonth, fromDay] = partsOf(since);
  const [year, month, day] = partsOf(today);
  return (year - fromYear) * 12 + (month - fromMonth) - (day < fromDay ? 1 : 0);
}

/** Years of age on that day; who is born on 29 February becomes a year older on 1 March where the year has no such day. */
export function yearsBetween(birth: string, today: string): number {
  return Math.floor(monthsBetween(birth, today) / 12);
}

function partsOf(date: string): [number, number, number] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  assertOurs(day !== undefined, 'a date of a subject record is YYYY-MM-DD');
  return [Number(year), Number(month), Number(day)];
}
