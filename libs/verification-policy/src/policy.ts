import type { CredentialFormat } from '#credential-types';
import type { Localised } from '#primitives';
import type { PolicyFile } from './policy-file.js';

/** By which rules an answer is judged, from its file under schemas/verification-policies/. */
export interface Policy {
  /** Also its file's name. */
  id: string;
  version: number;
  title: Localised;
  description: Localised;
  /** All of them that are required must be met. */
  needs: Need[];
  /** What follows where the host of a status list is down, as `VerificationPolicy` of libs/verification names it. */
  onStatusUnavailable: 'refuse' | 'accept_last_known' | 'accept';
  /** For how long the last list known counts beyond its time, with `accept_last_known`. */
  maxStatusOutageSeconds: number;
  /** A ledger proof older than this decides nothing; the ledger's own limit holds beside it. */
  maxLedgerProofAgeSeconds: number;
  /** SHA-256(`incola:verification-policy:1` ‖ 0x00 ‖ JCS(file)), base64url: what an auditor compares. */
  digest: string;
  /** As it was read: what the digest is made over. */
  file: PolicyFile;
}

/** One thing to be shown: any of its alternatives will do. */
export interface Need {
  id: string;
  title: Localised;
  required: boolean;
  /** The verifier's preferred first. */
  alternatives: Alternative[];
  rules: NeedRules;
}

/** What is judged of whatever credential answers the need; a rule that is absent judges nothing. */
export interface NeedRules {
  name?: { partial: Treatment; notAvailable: Treatment } | undefined;
  address?: { notAvailable: Treatment } | undefined;
  maxEvidenceAgeDays?: number | undefined;
  minimumMonths?: number | undefined;
  minimumAge?: number | undefined;
}

/** What an outcome that is no plain match means for the need. */
export type Treatment = 'accepted' | 'refused';

/** A credential that is accepted: of a type, in a format, from an issuer. */
export interface Alternative {
  /** Its credential query's id (OpenID4VP 1.0 §6.1). */
  queryId: string;
  /** A file of schemas/credential-types/. */
  typeId: string;
  format: CredentialFormat;
  /** As the format names the type: `vct`, document type, W3C type. */
  typeName: string;
  /** Any of these. */
  issuers: AcceptedIssuers[];
  /** Claims that are handed on to who asked, as paths of the credential type. */
  show: string[][];
  /** Only credentials with one of these values. */
  where: { path: string[]; values: string[] }[];
  /** Where each claim that a rule or this file names lies in this format, by its path in the type. */
  pathOf: (path: readonly string[]) => string[] | undefined;
}

/** Every issuer accredited by the registry, one member, or every entity of a list that the verifier trusts. */
export type AcceptedIssuers = { by: 'accreditation' } | { by: 'member'; did: string } | { by: 'list'; list: string };
