import { encodeBase64url, sha256 } from '#primitives';
import type { VerifySignatureNow } from '#anchoring/contract';

/** As many as may wait in the engine's pool, each signed by somebody of every college. */
const MAX_REMEMBERED = 30_000;

/**
 * A node meets the same signature several times: when the ledger transaction arrives, after each block for which it waits, and in
 * the block itself. Verifying is a function of key, message and signature alone, so that what verified once needs no second time;
 * what did not is never remembered.
 * @param most signatures that are remembered; the oldest is forgotten first
 */
export function rememberSignatures(verify: VerifySignatureNow, most = MAX_REMEMBERED): VerifySignatureNow {
  const verified = new Set<string>();
  return (input) => {
    const { publicJwk, message, signature } = input;
    const key = [publicJwk.crv, publicJwk.x, 'y' in publicJwk ? publicJwk.y : ''].join('.');
    const name = `${key}.${encodeBase64url(signature)}.${encodeBase64url(sha256(message))}`;
    if (verified.has(name)) return true;
    if (!verify(input)) return false;
    const { value: oldest } = verified.values().next();
    if (verified.size >= most && oldest !== undefined) verified.delete(oldest);
    verified.add(name);
    return true;
  };
}
