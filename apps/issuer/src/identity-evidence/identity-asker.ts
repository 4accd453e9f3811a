import type { DcqlQuery } from '#openid4vp';
import type { Signer } from '#primitives';
import type { TrustedEntity } from '#trust';

/** A tenant that asks citizens for identity data. */
export interface IdentityAsker {
  did: string;
  /** `decentralized_identifier:did:web:…` (OpenID4VP 1.0 §5.9.3). */
  clientId: string;
  /** The key that signs requests now, and its place in the tenant's DID document. */
  requestKey(): Promise<{ signer: Signer; kid: string }>;
  trustedEntities: readonly TrustedEntity[];
  minimumAssurance: 'substantial' | 'high';
  isOnEuAgeList: boolean;
  /** In years: those that its credentials say something of. */
  ages: readonly string[];
  question: DcqlQuery;
}

/** By tenant; one that asks nobody is not there. */
export type IdentityAskers = ReadonlyMap<string, IdentityAsker>;
