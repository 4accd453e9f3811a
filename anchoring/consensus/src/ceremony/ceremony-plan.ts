import { z } from 'zod';
import { contractCodeDigest } from '#anchoring/contract';

/** What the members have agreed on before the ceremony; everything else of the genesis comes from their declarations. */
export type CeremonyPlan = z.infer<typeof ceremonyPlanShape>;

const whole = z.int().min(0);
const MAX_ROOTS = 16;

/** The genesis as a whole is checked where it is founded (`parseTrustFile`). */
export const ceremonyPlanShape = z.strictObject({
  /** Stands in every signature of the ceremony, so that none counts in another one. */
  name: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  /** Origin line of the log (C2SP tlog-checkpoint), a schema-less URL. */
  origin: z.string().min(1).max(200),
  /** Seconds since the epoch; the network's first block is not before it. */
  createdAt: whole,
  anchorPeriodSeconds: whole.min(1),
  maxAnchorAgePeriods: whole,
  maxProofAgeSeconds: whole.min(1),
  /** SHA-256 of the contract's code, base64url: a node with other code does not start. */
  contractCodeDigest: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** As in the genesis; the contract's own rules where absent. */
  governance: z.record(z.string(), z.json()).exactOptional(),
  settlement: z.record(z.string(), z.json()).exactOptional(),
  /** The cooperative's roots for the trust file, DER in Base 64. */
  issuingRoots: z.array(z.string().max(16_384)).max(MAX_ROOTS),
  accessRoots: z.array(z.string().max(16_384)).max(MAX_ROOTS),
});

/** A plan with the usual periods, and the code that is installed here. */
export function proposePlan(name: string, origin: string, createdAt: number): CeremonyPlan {
  return {
    name,
    origin,
    createdAt,
    anchorPeriodSeconds: 3600,
    maxAnchorAgePeriods: 672,
    maxProofAgeSeconds: 900,
    contractCodeDigest: contractCodeDigest(),
    issuingRoots: [],
    accessRoots: [],
  };
}
