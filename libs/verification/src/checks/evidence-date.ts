import { selectClaims } from '#openid4vp';
import type { JsonValue } from '#primitives';
import { defineCheck, failed, passed, waived } from '../check.js';

const SECONDS_A_DAY = 86_400;
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The utility's evidence is as recent as the contract wants. A contract that covers `evidence_date` must have it answered:
 * a verifier cannot escape its own limit by not asking.
 */
export const evidenceDate = defineCheck({
  name: 'evidence-date',
  clause: 'Incola docs/glossary.md, evidence date',
  scope: 'presentation',
  needs: ['contract', 'presented', 'disclosed'],
  gives: [],
  codes: [
    'no_contract_asked',
    'evidence_date_missing',
    'evidence_date_malformed',
    'evidence_date_in_the_future',
    'evidence_too_old',
  ],
  check({ contract, presented: { type }, disclosed }, { trust: { policy }, nowSeconds }) {
    if (contract === 'none') return waived('no_contract_asked');
    const limit = contract.claims.find((claim) => claim.vct === type && claim.path.at(-1) === 'evidence_date');
    if (limit === undefined) return passed();
    const evidenceDay = selectClaims(disclosed.claims, limit.path)?.[0]?.value;
    if (evidenceDay === undefined) return failed('evidence_date_missing');
    const startOfDay = readDay(evidenceDay);
    if (startOfDay === undefined) return failed('evidence_date_malformed');
    // A day begins up to 14 hours earlier east of Greenwich.
    if (startOfDay > nowSeconds + policy.clockSkewSeconds + 14 * 3600) return failed('evidence_date_in_the_future');
    const ageDays = Math.floor((nowSeconds - startOfDay) / SECONDS_A_DAY);
    return ageDays > contract.maxEvidenceAgeDays ? failed('evidence_too_old') : passed();
  },
});

/** Seconds since the epoch at which a full-date (RFC 3339 §5.6) begins in UTC; `undefined` for no such day. */
function readDay(value: JsonValue): number | undefined {
  if (typeof value !== 'string' || !FULL_DATE.test(value)) return undefined;
  const milliseconds = Date.parse(`${value}T00:00:00Z`);
  const exists = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(value);
  return exists ? milliseconds / 1000 : undefined;
}
