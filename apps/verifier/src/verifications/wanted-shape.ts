import { z } from 'zod';
import { TRANSACTION_DATA_LIMITS } from '#openid4vp';

/** More spellings than the contract allows are refused with its own code; this is only the door's limit. */
const MAX_ADDRESSES = 10;

const line = z.string().min(1).max(300);
const name = z.string().trim().min(1).max(200);

export const contractId = z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/);

const policyId = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

const delivery = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('link') }),
  z.strictObject({
    method: z.literal('page'),
    returnUrl: z.string().min(1).max(2_000).optional(),
    devices: z.enum(['any', 'same']).default('any'),
  }),
]);

/** What the person authorises with the presentation: a payment, a signature, by a type that both sides know. */
const transactionData = z.strictObject({
  type: z.string().min(1).max(256),
  credentialIds: z.array(z.string().min(1).max(512)).min(1).max(16).optional(),
  parameters: z.record(z.string().max(64), z.json()),
});

/** What a tenant asks. */
export const wantedShape = z
  .strictObject({
    contract: contractId,
    addresses: z
      .array(z.strictObject({ street_address: line, postal_code: line, locality: line, country: line.default('FR') }))
      .min(1)
      .max(MAX_ADDRESSES)
      .optional(),
    claims: z
      .array(z.array(z.string().min(1).max(128)).min(1).max(8))
      .min(1)
      .max(64)
      .optional(),
    /** A file of schemas/verification-policies/, by which the answer is judged. */
    policy: policyId.optional(),
    /** Read by `parseDcqlQuery`, whose codes say what is wrong (OpenID4VP 1.0 §6). */
    dcql: z.record(z.string().max(64), z.unknown()).optional(),
    expected: z
      .strictObject({ givenName: name.optional(), familyName: name.optional(), birthName: name.optional() })
      .refine((names) => Object.values(names).some((given) => given !== undefined))
      .optional(),
    /** Written by `encodeTransactionData` (OpenID4VP 1.0 §8.4), whose codes say what is wrong. */
    transactionData: z.array(transactionData).min(1).max(TRANSACTION_DATA_LIMITS.entries).optional(),
    delivery: delivery.default({ method: 'link' }),
  })
  .refine(({ claims, dcql }) => claims === undefined || dcql === undefined, { path: ['dcql'] })
  .refine(({ policy, claims, dcql }) => policy === undefined || (claims === undefined && dcql === undefined), {
    path: ['policy'],
  });

export type Wanted = z.output<typeof wantedShape>;
