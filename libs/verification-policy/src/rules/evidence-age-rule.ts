import type { Rule } from './rule.js';

const SECONDS_A_DAY = 86_400;
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** A day begins so much earlier east of Greenwich. */
const EASTERNMOST_SECONDS = 14 * 3600;

/** The utility's evidence is recent enough. The contract's own limit is a check of the verification, and holds beside this. */
export const evidenceAgeRule: Rule = {
  name: 'evidence_age',
  applies: ({ maxEvidenceAgeDays }) => maxEvidenceAgeDays !== undefined,
  claims: () => [['evidence_date']],
  wants: () => ({ isGiven: true }),
  judge(credential, _expected, { maxEvidenceAgeDays = 0 }, nowSeconds) {
    const shown = credential.valueAt(['evidence_date']);
    if (shown === undefined) return { outcome: 'not_available', reason: 'evidence_date_missing' };
    const startOfDay = typeof shown === 'string' ? readDay(shown) : undefined;
    if (startOfDay === undefined) return { outcome: 'no_match', reason: 'evidence_date_malformed' };
    if (startOfDay > nowSeconds + EASTERNMOST_SECONDS) {
      return { outcome: 'no_match', reason: 'evidence_date_in_the_future' };
    }
    const ageDays = Math.floor((nowSeconds - startOfDay) / SECONDS_A_DAY);
    return ageDays > maxEvidenceAgeDays
      ? { outcome: 'no_match', reason: 'evidence_too_old' }
      : { outcome: 'match', reason: 'evidence_recent' };
  },
  treatment: () => 'refused',
};

/** Seconds since the epoch at which a full-date (RFC 3339 §5.6) begins in UTC; `undefined` for no such day. */
function readDay(text: string): number | undefined {
  if (!FULL_DATE.test(text)) return undefined;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  const exists = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
  return exists ? milliseconds / 1000 : undefined;
}
