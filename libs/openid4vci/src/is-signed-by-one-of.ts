import { verifyJws, type ParsedJws, type PublicJwk, type VerifySignature } from '#primitives';

/** Whether one of the keys signed the JWT. */
export async function isSignedByOneOf(
  keys: readonly PublicJwk[],
  jws: ParsedJws,
  verifySignature: VerifySignature,
): Promise<boolean> {
  for (const key of keys) if (await verifyJws(jws, key, verifySignature)) return true;
  return false;
}
