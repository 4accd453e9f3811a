import type { KnownTypeMetadata } from '#credential-types';
import type { DataUseContract } from '#ledger';
import type { DcqlQuery } from '#openid4vp';
import type { JsonObject, Localised, PublicJwk, VerifySignature } from '#primitives';
import type { ProvenState, TrustedEntity } from '#trust';
import type { StatusListSnapshot } from '#status-list';
import type { VerifiedFormat } from './verified-format.js';

/** What one check found. `not_checked` is a verdict too, with its reason. */
export interface Verdict {
  /** Name of the check and of its file: `key-binding-nonce`. */
  check: string;
  outcome: 'passed' | 'failed' | 'not_checked';
  /**
   * Stable: `ok`, `pending`, what is wrong; where the check was not made, `prerequisite_not_passed`, or why it was waived.
   */
  code: string;
  sentence: Localised;
  /** Clause that the check implements: `RFC 9901 §7.3`. */
  clause: string;
  /** The check without which this one could not be made; only with `not_checked`, and absent where it was waived. */
  prerequisite?: string;
  /** DCQL credential query that it speaks of; absent where it speaks of the whole answer. */
  credentialQueryId?: string;
  /** Which of several presentations for one query (`multiple`), from 0; absent like the query's id. */
  presentationIndex?: number;
}

/** What was asked, as the verifier stored it; nothing here comes from the wallet. */
export interface AskedPresentation {
  clientId: string;
  presentationNonce: string;
  channel: AnswerChannel;
  /** RFC 7638 thumbprint of the key to which the answer was to be encrypted, base64url; `null` where to none. */
  encryptionKeyThumbprint: string | null;
  dcqlQuery: DcqlQuery;
  /** `null` where nothing is asked under a contract: an issuer's identity evidence, or a trial. Then no contract covers it. */
  contract: { id: string; version: number } | null;
  /** DID of the asking member. */
  verifier: string;
  /** `transaction_data` (OpenID4VP 1.0 §8.4): the base64url strings as they were sent; absent or empty where none was. */
  transactionData?: readonly string[];
}

/** The way by which the answer was to come; it is bound to it. */
export type AnswerChannel =
  /** Posted to this address (OpenID4VP 1.0 §8.2). */
  | { kind: 'response_uri'; responseUri: string }
  /** Handed over by the Digital Credentials API to the page of this origin, without the prefix `origin:` (Appendix A). */
  | { kind: 'dc_api'; origin: string };

export interface PresentationToVerify {
  asked: AskedPresentation;
  /** `vp_token` (OpenID4VP 1.0 §8.1), decrypted: presentations by credential query id. */
  vpToken: Record<string, string[]>;
}

/** All that the verdicts rest on. Pure data and functions; the caller fetched and verified what is in it. */
export interface VerificationTrust {
  /** DER, Base 64. */
  issuingRoots: string[];
  /** `null` where nothing is asked under a contract and no member's credential is expected. */
  state: ProvenState | null;
  /** Whose credentials are accepted beside the members'. */
  trustedEntities?: readonly TrustedEntity[];
  /** The newest known snapshot of a list, its signature verified and its signer one of ours or of the lists, or `undefined`. */
  statusList(uri: string): KnownStatusList | undefined;
  /** Whether the last attempt to fetch that list failed because its host could not be reached or did not answer with one. */
  isStatusHostDown?(uri: string): boolean;
  /** The key of a verification method (a DID with its fragment), as far as the caller resolved it before. */
  issuerKey?(keyId: string): PublicJwk | undefined;
  /** The documents of Type Metadata of a `vct` that the caller holds, every version. */
  typeMetadata?(vct: string): readonly KnownTypeMetadata[];
  /** Names of the types (`vct`, document type …) whose credentials live shortly and have no status. */
  typesWithoutStatus?: ReadonlySet<string>;
  verifySignature: VerifySignature;
  policy: VerificationPolicy;
}

/** A snapshot as a verifier keeps it: never changed in place, since its digest is remembered by object. */
export interface KnownStatusList extends StatusListSnapshot {
  /** As it was fetched: a JWT, or the octets of a CWT. Nothing is decided by it; evidence keeps it. */
  token?: string | Uint8Array;
  /**
   * When the caller first saw this version (seconds since the epoch): what `pending` counts from. Without it the token's
   * `iat` counts, which an issuer renews by signing the same version again.
   */
  versionSeenAt?: number;
  /** The signer's certificates, DER in Base 64, leaf first; needed only of lists of trusted entities. */
  signerX5c?: readonly string[];
}

/** Ages in seconds; every one has a default in `DEFAULT_POLICY`. */
export interface VerificationPolicy {
  clockSkewSeconds: number;
  /** How far `iat` of the key binding may lie from now, both ways: telephones' clocks err. */
  maxKeyBindingAgeSeconds: number;
  /** How long an unanchored status version passes as `pending`. */
  maxStatusPendingSeconds: number;
  /**
   * What follows where the host of a status list is down: the answer is refused; the last list known still counts for
   * `maxStatusOutageSeconds` longer; or the credential is accepted too if its list was never seen. A verdict says which.
   */
  onStatusUnavailable: 'refuse' | 'accept_last_known' | 'accept';
  maxStatusOutageSeconds: number;
  maxPresentationLength: number;
  maxDisclosures: number;
}

export interface VerifiedCredential {
  credentialQueryId: string;
  /** How its format names its type: `vct`, or the document type of an mdoc. */
  vct: string;
  format: VerifiedFormat;
  /** DID of the issuing member, or the id of the trusted entity. */
  issuer: string;
  /** Who vouches for the issuer: the cooperative's registry, or a list of trusted entities. */
  issuerTrust: 'registry' | 'list';
  /** Which list: `eu-av`, `own` … */
  issuerList?: string;
  /** Of the trusted entity, as its list says. */
  levelOfAssurance?: NonNullable<TrustedEntity['levelOfAssurance']>;
  /** What was disclosed; the technical claims (`cnf`, `status`, times), by which credentials could be linked, are left out. */
  claims: JsonObject;
  /** RFC 7638 thumbprint of the key that it is bound to, and that signed; `null` where no holder binding was asked and none came. */
  holderKey: string | null;
  holderJwk: PublicJwk | null;
}

export interface VerificationOutcome {
  decision: 'verified' | 'not_verified';
  verdicts: Verdict[];
  /** Filled only where the decision is `verified`. */
  credentials: VerifiedCredential[];
}

export type { DataUseContract, TrustedEntity };
