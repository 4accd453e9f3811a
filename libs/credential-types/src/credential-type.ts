import type { Localised } from '#primitives';

/** One claim of a credential type, from its file under schemas/credential-types/. */
export interface ClaimDefinition {
  /** Claims path pointer (OpenID4VCI 1.0 Appendix C). */
  path: string[];
  /** `object` claims hold the ones whose path begins with theirs. */
  kind: 'string' | 'boolean' | 'integer' | 'date' | 'object';
  mandatory: boolean;
  label: Localised;
  /** How a consent screen shows it; `address_canonical` and the like are compared, not read. */
  display: 'plain' | 'compared';
  /** The data element of an mdoc that holds it; with `mso_mdoc`, each claim that is no `object` has one. */
  mdocElement?: string | undefined;
}

/** The formats that this project issues and verifies (OpenID4VCI 1.0 Appendix A). */
export const CREDENTIAL_FORMATS = ['dc+sd-jwt', 'mso_mdoc', 'jwt_vc_json'] as const;
export type CredentialFormat = (typeof CREDENTIAL_FORMATS)[number];

export interface MdocOfType {
  docType: string;
  namespace: string;
  /** Where a profile prescribes the credential configuration's identifier (and scope); else `<id>_mso_mdoc`. */
  configurationId?: string | undefined;
}

export interface W3cOfType {
  /** The type beside `VerifiableCredential` (VC Data Model 1.1 §4.3). */
  type: string;
}

export interface CredentialType {
  /** File name, and the credential configuration's identifier as an SD-JWT VC: `residency`. */
  id: string;
  version: number;
  vct: string;
  name: Localised;
  description: Localised;
  claims: ClaimDefinition[];
  /** In which formats it is issued and verified; each is a credential configuration of its own. */
  formats: CredentialFormat[];
  /** Document type and namespace of ISO/IEC 18013-5; with `mso_mdoc`, and only then. */
  mdoc?: MdocOfType | undefined;
  /** With `jwt_vc_json`, and only then. */
  w3c?: W3cOfType | undefined;
  /** Whether its credentials point into a status list; those that live shortly need none. */
  hasStatus: boolean;
  /** Whether a credential may be suspended and resumed, which takes two bits of a list; revocation is always for good. */
  maySuspend: boolean;
  /** At most 14 days (design §4); without status, at most three months. */
  lifetimeSeconds: number;
  batchSize: number;
  /** Claims of time are cut to this many seconds, so that they don't link a batch's members. */
  coarseTimeSeconds: number;
}
