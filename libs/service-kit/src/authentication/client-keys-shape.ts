import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

const MIN_RSA_BITS = 2_048;

const base64url = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const described = { kid: z.string().min(1).max(100).optional(), use: z.literal('sig').optional() };

/** A public key by which a machine signs: no member of a private key may stand in it. */
const describedKey = z.discriminatedUnion('kty', [
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
    alg: z.enum(['EdDSA', 'Ed25519']).optional(),
    ...described,
  }),
  // 4,096 bits at most.
  z.strictObject({
    kty: z.literal('RSA'),
    n: base64url(342, 683),
    e: z.literal('AQAB'),
    alg: z.literal('PS256').optional(),
    ...described,
  }),
]);

/** Members of the right form may still be no point of the curve, or a short modulus after leading zeros: no signature could be tried. */
const clientKey = describedKey.refine((jwk) => {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' });
    return jwk.kty !== 'RSA' || (asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
  } catch {
    return false;
  }
});

/** A JWK Set (RFC 7517 §5) of a few keys, told apart by `kid`. */
export const clientKeysShape = z.strictObject({
  keys: z
    .array(clientKey)
    .min(1)
    .max(5)
    .refine((keys) => keys.length === 1 || new Set(keys.map(({ kid }) => kid ?? '')).size === keys.length)
    .refine((keys) => keys.length === 1 || keys.every(({ kid }) => kid !== undefined)),
});
