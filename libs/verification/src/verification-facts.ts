import type { DataUseContract, IssuerRecord, MemberRecord } from '#ledger';
import type { CredentialQuery } from '#openid4vp';
import type { JsonObject, PublicJwk } from '#primitives';
import type { DisclosedClaims, ParsedSdJwtVc } from '#sd-jwt-vc';
import type { ProvenState, TrustedLeaf } from '#trust';
import type { KnownStatusList } from './verification.js';

/**
 * What can be known of a presentation, in the order in which it becomes known. A fact exists only once the check that
 * gives it has passed, and a check receives only the facts that it names: one that needs signed claims cannot be handed
 * unsigned ones.
 */
export interface VerificationFacts {
  /** From `state-proof-fresh`: registry and contracts, as they are now. */
  freshState: ProvenState;
  /** From `contract-in-force`. */
  contract: DataUseContract;

  /** Given: the query that this presentation answers. */
  query: CredentialQuery;
  /** Given: the presentation as it came. */
  compact: string;
  /** From `credential-format`: taken apart, nothing verified. */
  parsed: ParsedSdJwtVc;
  /** From `issuer-chain`. */
  leaf: TrustedLeaf;
  /** From `issuer-accredited`. */
  accredited: { member: MemberRecord; issuer: IssuerRecord };
  /** From `credential-signature`: the payload, now known to be the leaf key's word. */
  signedClaims: JsonObject;
  /** From `disclosures`. */
  disclosed: DisclosedClaims;
  /** From `holder-key`. */
  holderJwk: PublicJwk;
  /** From `key-binding-present`: nothing verified. */
  keyBinding: KeyBinding;
  /** From `key-binding-signature`: now known to be the holder's word. */
  signedKeyBinding: KeyBinding;
  /** From `status-list`: the list, and the credential's place in it. */
  status: { list: KnownStatusList; idx: number };
}

export type Fact = keyof VerificationFacts;
export type KeyBinding = NonNullable<ParsedSdJwtVc['keyBinding']>;
