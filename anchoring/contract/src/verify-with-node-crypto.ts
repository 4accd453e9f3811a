import { createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { PublicJwk, SignatureToVerify } from '#primitives';
import type { VerifySignatureNow } from './contract.js';

const MAX_CACHED_KEYS = 1024;
/** Importing a key costs as much as verifying with it; an absent entry means a malformed key. */
const keys = new Map<string, KeyObject>();

/** The engine's and the checker's way to verify: ES256 as r ‖ s (RFC 7518 §3.4), and Ed25519 (RFC 8032). */
export const verifyWithNodeCrypto: VerifySignatureNow = ({ publicJwk, message, signature }) => {
  try {
    const key = importKey(publicJwk);
    if (publicJwk.kty === 'OKP') return verify(null, message, key, signature);
    return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
};

/** As `verifyWithNodeCrypto`, on the process's other threads: several at a time. */
export function verifyOnOtherThreads({ publicJwk, message, signature }: SignatureToVerify): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (error: Error | null, isGenuine: boolean) => resolve(error === null && isGenuine);
    try {
      const key = importKey(publicJwk);
      if (publicJwk.kty === 'OKP') verify(null, message, key, signature, answer);
      else verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature, answer);
    } catch {
      resolve(false);
    }
  });
}

function importKey(publicJwk: PublicJwk): KeyObject {
  const { kty, crv, x } = publicJwk;
  const material = publicJwk.kty === 'EC' ? { kty, crv, x, y: publicJwk.y } : { kty, crv, x };
  const name = Object.values(material).join('.');
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: material as JsonWebKey, format: 'jwk' });
  if (keys.size >= MAX_CACHED_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}
