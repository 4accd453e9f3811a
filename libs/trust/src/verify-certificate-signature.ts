import type { VerifySignature } from '#primitives';
import type { AuthorityJwk } from './authority-key.js';
import type { CertificateAlgorithm } from './certificate-signature.js';

interface SignedCertificate {
  toBeSigned: Uint8Array;
  signatureAlgorithm: CertificateAlgorithm;
  /** ECDSA as r ‖ s. */
  signature: Uint8Array;
}

/** Which keys an algorithm goes with, and how Web Crypto calls it. A key signs by no algorithm but its own. */
const ALGORITHMS: Record<
  Exclude<CertificateAlgorithm, 'ES256' | 'Ed25519'>,
  { key: string; name: { name: string; namedCurve?: string; hash: string; saltLength?: number } }
> = {
  ES384: { key: 'P-384', name: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' } },
  ES512: { key: 'P-521', name: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' } },
  RS256: { key: 'RSA', name: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } },
  RS384: { key: 'RSA', name: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' } },
  RS512: { key: 'RSA', name: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' } },
  PS256: { key: 'RSA', name: { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 } },
  PS384: { key: 'RSA', name: { name: 'RSA-PSS', hash: 'SHA-384', saltLength: 48 } },
  PS512: { key: 'RSA', name: { name: 'RSA-PSS', hash: 'SHA-512', saltLength: 64 } },
};

/**
 * Whether the authority's key signed the certificate (RFC 5280 §6.1.3 (a)(1)). What the suites know goes by the function that is passed in;
 * the rest by Web Crypto, which browsers and Node have alike. `false` too where a key does not go with the algorithm.
 */
export async function verifyCertificateSignature(
  { toBeSigned, signatureAlgorithm, signature }: SignedCertificate,
  authority: AuthorityJwk,
  verifySignature: VerifySignature,
): Promise<boolean> {
  if (isOfSuites(authority)) {
    const own = authority.kty === 'EC' ? 'ES256' : 'Ed25519';
    if (signatureAlgorithm !== own) return false;
    return verifySignature({ publicJwk: authority, message: toBeSigned, signature });
  }
  if (signatureAlgorithm === 'ES256' || signatureAlgorithm === 'Ed25519') return false;
  const { key, name } = ALGORITHMS[signatureAlgorithm];
  if (key !== (authority.kty === 'RSA' ? 'RSA' : authority.crv)) return false;
  try {
    const { subtle } = globalThis.crypto;
    const imported = await subtle.importKey('jwk', authority, name, false, ['verify']);
    return await subtle.verify(name, imported, signature.slice(), toBeSigned.slice());
  } catch {
    // A point that is not on its curve.
    return false;
  }
}

function isOfSuites(jwk: AuthorityJwk): jwk is Extract<AuthorityJwk, { crv: 'P-256' | 'Ed25519' }> {
  return jwk.kty === 'OKP' || (jwk.kty === 'EC' && jwk.crv === 'P-256');
}
