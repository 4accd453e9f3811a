import { jwkThumbprint, type Signer } from '#primitives';
import { didJwkOf } from '#w3c-vc';
import type { CredentialIssuerIdentity } from '../agent/load-credential-signing.js';
import { didKeyOf } from './did-key.js';

/** DID methods by which an organisation may name itself as issuer. */
export const ISSUER_DID_METHODS = ['did:web', 'did:key', 'did:jwk'] as const;
export type IssuerDidMethod = (typeof ISSUER_DID_METHODS)[number];

/**
 * The DID and verification method under which a key of an organisation signs: its own did:web, whose document names keys by
 * their thumbprint, or a DID that is nothing but the key.
 */
export function issuerIdentity(
  method: IssuerDidMethod,
  organisation: string,
  signer: Signer,
): CredentialIssuerIdentity {
  switch (method) {
    case 'did:web':
      return { did: organisation, keyId: `${organisation}#${jwkThumbprint(signer.publicJwk)}`, signer };
    case 'did:key': {
      const did = didKeyOf(signer.publicJwk);
      return { did, keyId: `${did}#${did.slice('did:key:'.length)}`, signer };
    }
    case 'did:jwk': {
      const did = didJwkOf(signer.publicJwk);
      return { did, keyId: `${did}#0`, signer };
    }
  }
}
