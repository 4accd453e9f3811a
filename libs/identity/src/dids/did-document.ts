import type { DIDDocument } from 'did-resolver';
import type { PublicJwk } from '#primitives';

export interface DocumentKey {
  /** What follows `#` in the verification method's id. */
  fragment: string;
  publicJwk: PublicJwk;
}

const CONTEXT = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'];

/** A DID document (DID Core §5.2, JsonWebKey2020) in which every key may authenticate and assert. */
export function didDocumentOf(did: string, keys: readonly DocumentKey[]): DIDDocument {
  const methods = keys.map(({ fragment, publicJwk }) => ({
    id: `${did}#${fragment}`,
    type: 'JsonWebKey2020',
    controller: did,
    publicKeyJwk: publicJwk,
  }));
  const ids = methods.map(({ id }) => id);
  return { '@context': CONTEXT, id: did, verificationMethod: methods, authentication: ids, assertionMethod: ids };
}
