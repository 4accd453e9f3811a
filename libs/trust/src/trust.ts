import type { AttestedRoot, DataUseContract, IssuerRecord, MemberRecord, TrustFile, VerifierRecord } from '#ledger';
import type { PublicJwk } from '#primitives';

/** A certificate chain that ends at a trusted root, with what is needed of its leaf. */
export interface TrustedLeaf {
  publicJwk: PublicJwk;
  /** SHA-256 of the SubjectPublicKeyInfo (DER), base64url, as the registry holds it. */
  keyDigest: string;
  /** SHA-256 of the leaf certificate (DER), base64url: the value of `x509_hash` (OpenID4VP 1.0 §5.9.3). */
  certificateDigest: string;
  subjectName: string;
  /** Hosts that the certificate names (RFC 5280 §4.2.1.6), as they are written. */
  dnsNames: readonly string[];
  /** Seconds since the epoch. */
  notBefore: number;
  notAfter: number;
  /** Of all certificates in the chain (RFC 5280 §4.2.1.1), base64url: what `aki` of OpenID4VP 1.0 §6.1.1.1 is compared with. */
  authorityKeyIdentifiers: readonly string[];
}

/** Codes: `chain_malformed`, `chain_untrusted`, `chain_expired`, `chain_constraints`, `chain_usage`, `leaf_self_signed`. */
export type ChainOutcome =
  /** `anchor` is the root that it ends at, DER in Base 64. */
  { outcome: 'trusted'; leaf: TrustedLeaf; anchor: string } | { outcome: 'untrusted'; code: string };

/** State records read from one verified state proof. */
export interface ProvenState {
  attested: AttestedRoot;
  /** The oldest cosignature's time: what freshness counts from, seconds since the epoch. */
  asOf: number;
  members: Map<string, MemberRecord>;
  issuers: Map<string, IssuerRecord>;
  verifiers: Map<string, VerifierRecord>;
  contracts: Map<string, DataUseContract>;
  /** Status anchors by list URI. */
  statusAnchors: Map<string, { version: number; digest: string; member: string }>;
  maxProofAgeSeconds: number;
}

export type { TrustFile };
