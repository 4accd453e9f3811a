import { z } from 'zod';
import { policyFile } from '#verification-policy';

const localised = z.strictObject({ en: z.string(), fr: z.string() });
const members = {
  id: z.string(),
  version: z.int().min(1),
  digest: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .describe('SHA-256(`incola:verification-policy:1` ‖ 0x00 ‖ JCS(file)), base64url, as in the verdict record.'),
  title: localised,
  description: localised,
};

export const policyList = z.strictObject({ items: z.array(z.strictObject(members).meta({ id: 'PolicySummary' })) });

/** As it is written, where a member that has a default may be absent. */
const { $schema: _dialect, ...writtenFile } = z.toJSONSchema(policyFile, { io: 'input' });
const policyAsWritten = z.custom<z.input<typeof policyFile>>().meta({ ...writtenFile, id: 'PolicyFile' });

/** A policy with its file, over which the digest is made. */
export const shownPolicy = z.strictObject({ ...members, file: policyAsWritten }).meta({ id: 'Policy' });

const outcome = z.enum(['match', 'partial', 'no_match', 'not_available']);

/** What a policy says of an answer. */
export const shownAssessment = z
  .strictObject({
    outcome: z.enum(['met', 'not_met']),
    items: z.array(
      z.strictObject({
        rule: z.string(),
        need: z.string().optional().describe('The need of the policy; absent where it speaks of the whole.'),
        credentialQueryId: z.string().optional(),
        outcome,
        accepted: z.boolean().describe('Whether the policy accepts this outcome.'),
        reason: z.string().optional().describe('Stable; absent once redacted, where the outcome was accepted.'),
        sentence: localised.optional(),
      }),
    ),
    rules: z
      .record(z.string(), outcome)
      .optional()
      .describe('The outcome of each rule, instead of the values that it compared; absent once redacted.'),
  })
  .meta({ id: 'Assessment' });
