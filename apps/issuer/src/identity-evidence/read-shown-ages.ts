import { isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import { yearsBetween } from '../claims/calendar-time.js';
import { AGE_PATHS, type IdentityFormat } from './identity-question.js';

/** A full-date (RFC 3339 §5.6); one that is known in part (`1980-00-00`, PID Rulebook §2.2) is none. */
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Nobody alive was born before. */
const EARLIEST = '1890-01-01';

/**
 * Which ages identity data show: as they say it themselves, else computed from the date of birth, which goes no further than here.
 * @param claims as they were disclosed and verified
 * @param ages in years
 * @param today YYYY-MM-DD, in France
 * @returns `undefined` where neither is readable
 */
export function readShownAges(
  { format, claims }: { format: IdentityFormat; claims: JsonObject },
  ages: readonly string[],
  today: string,
): Record<string, boolean> | undefined {
  const { age, birthDate } = AGE_PATHS[format];
  const said = ages.map((years): [string, JsonValue | undefined] => [years, valueAt(claims, age(years))]);
  if (said.every((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')) return Object.fromEntries(said);
  const birth = valueAt(claims, birthDate);
  if (typeof birth !== 'string' || !isPastDay(birth, today)) return undefined;
  const years = yearsBetween(birth, today);
  return Object.fromEntries(ages.map((threshold) => [threshold, years >= Number(threshold)]));
}

function isPastDay(text: string, today: string): boolean {
  if (!FULL_DATE.test(text) || text > today || text < EARLIEST) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function valueAt(claims: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (at, name) => (isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    claims,
  );
}
