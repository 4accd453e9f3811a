import { z } from 'zod';
import { decodeBase64url, isCodedError, refusal } from '#primitives';

/** `enc` of requests and responses, the preferred first (HAIP 1.0 §5 asks for both where there is encryption). */
export const CREDENTIAL_CONTENT_ENCRYPTIONS = ['A256GCM', 'A128GCM'] as const;
export type CredentialContentEncryption = (typeof CREDENTIAL_CONTENT_ENCRYPTIONS)[number];

const ENCRYPTION_ALGORITHM = 'ECDH-ES';
const COMPRESSION = 'DEF';

/** A public key to encrypt to; `alg` and `kid` are what OpenID4VCI 1.0 §10 and §12.2.4 ask of it. */
export interface EncryptionKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  alg: typeof ENCRYPTION_ALGORITHM;
  use: 'enc';
}

/** How a wallet wants its response encrypted, after it was looked at (OpenID4VCI 1.0 §8.2). */
export interface ResponseEncryption {
  publicJwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  kid?: string;
  enc: CredentialContentEncryption;
  zip?: typeof COMPRESSION;
}

const coordinate = z.string().refine(isCoordinate);

/** Our own keys and values only; `alg` beside `jwk` is of older drafts and must not say anything else. */
const responseEncryption = z.looseObject({
  jwk: z.looseObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: coordinate,
    y: coordinate,
    kid: z.string().min(1).max(512).optional(),
    alg: z.literal(ENCRYPTION_ALGORITHM),
    use: z.literal('enc').optional(),
    d: z.undefined().optional(),
  }),
  enc: z.enum(CREDENTIAL_CONTENT_ENCRYPTIONS),
  zip: z.literal(COMPRESSION).optional(),
  alg: z.literal(ENCRYPTION_ALGORITHM).optional(),
});

/**
 * Reads `credential_response_encryption` of a request; `undefined` where there is none.
 * @throws `encryption_unsupported` for a key, algorithm or value that our metadata does not list
 */
export function parseResponseEncryption(value: unknown): ResponseEncryption | undefined {
  if (value === undefined) return undefined;
  const parsed = responseEncryption.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(
      'encryption_unsupported',
      'Responses are encrypted by ECDH-ES to a P-256 key that names this algorithm, with A128GCM or A256GCM, and compressed with DEF or not.',
      { privateDetail: `${issue?.path.map(String).join('.')}: ${issue?.message}` },
    );
  }
  const { jwk, enc, zip } = parsed.data;
  const { kty, crv, x, y, kid } = jwk;
  return {
    publicJwk: { kty, crv, x, y },
    ...(kid === undefined ? {} : { kid }),
    enc,
    ...(zip === undefined ? {} : { zip }),
  };
}

/** `credential_response_encryption` of a request, as a wallet writes it. */
export function createResponseEncryption({ publicJwk, kid, enc, zip }: ResponseEncryption) {
  return {
    jwk: { ...publicJwk, alg: ENCRYPTION_ALGORITHM, use: 'enc', ...(kid === undefined ? {} : { kid }) },
    enc,
    ...(zip === undefined ? {} : { zip }),
  };
}

/**
 * Both encryption objects of the issuer metadata (OpenID4VCI 1.0 §12.2.4). A response is only encrypted to who encrypted his
 * request (§8.2), so the one never stands without the other.
 * @param keys the newest first; a rotated one stays for the wallets that still have the metadata of yesterday
 */
export function encryptionMetadata(keys: readonly EncryptionKey[], isRequired: boolean) {
  const values = {
    enc_values_supported: [...CREDENTIAL_CONTENT_ENCRYPTIONS],
    zip_values_supported: [COMPRESSION],
    encryption_required: isRequired,
  };
  return {
    credential_request_encryption: { jwks: { keys: [...keys] }, ...values },
    credential_response_encryption: { alg_values_supported: [ENCRYPTION_ALGORITHM], ...values },
  };
}

export function encryptionKey(publicPoint: { x: string; y: string }, kid: string): EncryptionKey {
  return { kty: 'EC', crv: 'P-256', ...publicPoint, kid, alg: ENCRYPTION_ALGORITHM, use: 'enc' };
}

function isCoordinate(text: string): boolean {
  try {
    return decodeBase64url(text).length === 32;
  } catch (error) {
    if (isCodedError(error)) return false;
    throw error;
  }
}
