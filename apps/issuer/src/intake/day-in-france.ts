const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The calendar day in metropolitan France at that moment, as YYYY-MM-DD: the file's dates are meant so. */
export function dayInFrance(milliseconds: number): string {
  return format.format(milliseconds);
}
