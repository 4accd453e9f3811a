import { suiteOf, type PublicJwk, type VerifySignature } from '#primitives';
import type { CborValue } from './cbor-value.js';
import { ACCEPTED_COSE_ALGORITHMS, COSE_HEADER } from './cose-header.js';
import { coseSign1Input, type ParsedCoseSign1 } from './cose-sign1.js';

/**
 * Verifies with the given key. The algorithm must be the key's own and stand in the protected header, and no critical
 * parameter may stand there (RFC 9052 §3.1), so that key confusion ends here.
 * @param detachedPayload what was signed, where the payload travels apart; a message that carries one is refused beside it
 */
export async function verifyCoseSign1(
  message: ParsedCoseSign1,
  publicJwk: PublicJwk,
  verify: VerifySignature,
  detachedPayload?: Uint8Array,
): Promise<boolean> {
  const { protectedHeader, protectedBytes, signature } = message;
  const accepted: readonly CborValue[] = ACCEPTED_COSE_ALGORITHMS[suiteOf(publicJwk)];
  if (!accepted.includes(protectedHeader.get(COSE_HEADER.algorithm))) return false;
  if (protectedHeader.has(COSE_HEADER.critical) || signature.length !== 64) return false;
  if ((message.payload === null) !== (detachedPayload !== undefined)) return false;
  const payload = message.payload ?? detachedPayload;
  if (payload === undefined) return false;
  return verify({ publicJwk, message: coseSign1Input(protectedBytes, payload), signature });
}
