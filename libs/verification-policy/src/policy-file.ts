import { z } from 'zod';
import { CREDENTIAL_FORMATS } from '#credential-types';

/** Limits of a policy; every list has one. */
export const POLICY_LIMITS = {
  needs: 6,
  alternatives: 6,
  issuers: 32,
  paths: 16,
  values: 16,
  evidenceAgeDays: 3660,
} as const;

const localised = z.strictObject({ en: z.string().min(1).max(300), fr: z.string().min(1).max(300) });
const identifier = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const path = z.array(z.string().min(1).max(64)).min(1).max(6);
const treatment = z.enum(['accepted', 'refused']);
const issuers = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('accreditation') }),
  z.strictObject({ by: z.literal('member'), did: z.string().regex(/^did:[a-z0-9]+:[!-~]{1,500}$/) }),
  z.strictObject({ by: z.literal('list'), list: identifier }),
]);
const alternative = z.strictObject({
  type: identifier,
  format: z.enum(CREDENTIAL_FORMATS),
  issuers: z.array(issuers).min(1).max(POLICY_LIMITS.issuers),
  show: z.array(path).max(POLICY_LIMITS.paths).optional(),
  where: z
    .array(z.strictObject({ path, values: z.array(z.string().min(1).max(200)).min(1).max(POLICY_LIMITS.values) }))
    .max(POLICY_LIMITS.paths)
    .optional(),
});
const rules = z.strictObject({
  name: z.strictObject({ partial: treatment, notAvailable: treatment }).optional(),
  address: z.strictObject({ notAvailable: treatment }).optional(),
  maxEvidenceAgeDays: z.int().min(1).max(POLICY_LIMITS.evidenceAgeDays).optional(),
  minimumMonths: z.int().min(1).max(1200).optional(),
  minimumAge: z.int().min(1).max(150).optional(),
});
const need = z.strictObject({
  id: identifier,
  title: localised,
  required: z.boolean().optional(),
  oneOf: z.array(alternative).min(1).max(POLICY_LIMITS.alternatives),
  rules,
});

/** A file of schemas/verification-policies/; a member that nobody here knows is refused, for it might be a rule. */
export const policyFile = z.strictObject({
  id: identifier,
  version: z.int().min(1).max(10_000),
  title: localised,
  description: localised,
  needs: z.array(need).min(1).max(POLICY_LIMITS.needs),
  onStatusUnavailable: z.enum(['refuse', 'accept_last_known', 'accept']),
  maxStatusOutageSeconds: z
    .int()
    .min(0)
    .max(7 * 86_400),
  maxLedgerProofAgeSeconds: z.int().min(60).max(86_400),
});

export type PolicyFile = z.infer<typeof policyFile>;
