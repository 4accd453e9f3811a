import type { JsonObject } from '#primitives';
import { didJwkOf } from './did-jwk.js';
import { CREDENTIALS_CONTEXT, type W3cCredentialToIssue } from './w3c-vc.js';

/**
 * A credential of VC Data Model 1.1 before it is signed as JWT (§6.3.1): its properties in `vc`, and the claims that stand for
 * them or beside it: `iat`, so that no signer adds the second of signing, by which a batch could be linked, and `status` where
 * the Token Status List has it (§6.2). The holder is the did:jwk of his key.
 */
export function createW3cCredential(toIssue: W3cCredentialToIssue): JsonObject {
  const { issuer, type, claims, holderKey, status, issuedAt, expiresAt } = toIssue;
  const holder = didJwkOf(holderKey);
  return {
    vc: {
      '@context': [CREDENTIALS_CONTEXT],
      type: ['VerifiableCredential', type],
      issuer: { id: issuer },
      issuanceDate: dateTime(issuedAt),
      expirationDate: dateTime(expiresAt),
      credentialSubject: { id: holder, ...claims },
    },
    iss: issuer,
    sub: holder,
    nbf: issuedAt,
    iat: issuedAt,
    exp: expiresAt,
    ...(status === undefined ? {} : { status: { status_list: { ...status } } }),
  };
}

/** RFC 3339, seconds only. */
function dateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
