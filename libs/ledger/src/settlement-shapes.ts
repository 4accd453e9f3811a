import { z } from 'zod';
import type { Distribution, IssuerShare, Settlement, SettlementRules } from './settlement.js';
import { didShape, digestShape, naturalShape, positiveShape, slugShape } from './shapes.js';

/** Design §5: no amount speaks of fewer proofs, whatever the members agree on. */
export const MIN_SETTLED_PROOFS = 20;
const MAX_SETTLED_PROOFS = 10_000;
const MAX_SETTLEMENT_PERIOD_SECONDS = 366 * 86_400;
const MAX_CONTRACTS = 64;
export const MAX_SHARES = 256;
/** A thousand million euros; sums and products of such amounts are exact. */
export const MAX_AMOUNT_CENTS = 100_000_000_000;

export const minProofsShape = z.int().min(MIN_SETTLED_PROOFS).max(MAX_SETTLED_PROOFS);
const amountShape = positiveShape.max(MAX_AMOUNT_CENTS);

export const settlementRulesShape = z.strictObject({
  periodSeconds: positiveShape.max(MAX_SETTLEMENT_PERIOD_SECONDS),
  minProofs: minProofsShape,
  treasurer: didShape,
}) satisfies z.ZodType<SettlementRules>;

export const settlementShape = z.strictObject({
  member: didShape,
  period: naturalShape,
  amountCents: amountShape,
  contracts: z
    .array(z.strictObject({ id: slugShape, version: positiveShape }))
    .min(1)
    .max(MAX_CONTRACTS)
    .refine((all) => isDistinct(all.map(({ id, version }) => `${id}/${version}`)), 'a contract stands twice'),
  countsCommitment: digestShape,
  sharesCommitment: digestShape,
}) satisfies z.ZodType<Settlement>;

export const issuerSharesShape = z
  .array(z.strictObject({ issuer: didShape, amountCents: amountShape }))
  .min(1)
  .max(MAX_SHARES)
  .refine((shares) => isDistinct(shares.map(({ issuer }) => issuer)), 'an issuer stands twice') satisfies z.ZodType<
  IssuerShare[]
>;

export const distributionShape = z.strictObject({
  period: naturalShape,
  shares: issuerSharesShape,
  sourcesCommitment: digestShape,
}) satisfies z.ZodType<Distribution>;

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
