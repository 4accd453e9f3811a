import { z } from 'zod';

const base64url = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const described = { kid: z.string().min(1).max(100).optional(), use: z.literal('sig').optional() };

/** A public key by which a machine signs: no member of a private key may stand in it. */
const clientKey = z.discriminatedUnion('kty', [
  z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: base64url(43, 43),
    y: base64url(43, 43),
    alg: z.literal('ES256').optional(),
    ...described,
  }),
  z.strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: base64url(43, 43),
    alg: z.literal('EdDSA').optional(),
    ...described,
  }),
  // 2,048 bits at least, 4,096 at most.
  z.strictObject({
    kty: z.literal('RSA'),
    n: base64url(342, 683),
    e: z.literal('AQAB'),
    alg: z.literal('PS256').optional(),
    ...described,
  }),
]);

/** A JWK Set (RFC 7517 §5) of a few keys, told apart by `kid`. */
export const clientKeysShape = z.strictObject({
  keys: z
    .array(clientKey)
    .min(1)
    .max(5)
    .refine((keys) => keys.length === 1 || new Set(keys.map(({ kid }) => kid ?? '')).size === keys.length)
    .refine((keys) => keys.length === 1 || keys.every(({ kid }) => kid !== undefined)),
});
