import type { JsonValue } from '#primitives';

/** OpenID4VP 1.0 §7: a claims path pointer; `null` selects every element of an array. */
export type ClaimsPathPointer = (string | number | null)[];

/** §6.3 */
export interface ClaimsQuery {
  id?: string;
  path: ClaimsPathPointer;
  values?: (string | number | boolean)[];
  /** Of an mdoc's element (§B.2.4); absent, nothing is said of it. */
  intent_to_retain?: boolean;
}

/** §6.1 */
export interface CredentialQuery {
  id: string;
  format: string;
  multiple?: boolean;
  meta: { vct_values?: string[]; doctype_value?: string; type_values?: string[][] };
  trusted_authorities?: { type: string; values: string[] }[];
  require_cryptographic_holder_binding?: boolean;
  claims?: ClaimsQuery[];
  claim_sets?: string[][];
}

/** §6 */
export interface DcqlQuery {
  credentials: CredentialQuery[];
  credential_sets?: { options: string[][]; required?: boolean }[];
}

/** A credential as DCQL sees it; the format's library made it. */
export interface QueryableCredential {
  id: string;
  format: string;
  /** `vct` or doctype. */
  type: string;
  claims: JsonValue;
  holderBound: boolean;
  /** Authorities that certify its issuer, as `trusted_authorities` names them (§6.1.1). */
  authorities?: { type: string; value: string }[];
}

/** `verifier_info` (§5.1, §5.11): one object a format. */
export interface VerifierInfo {
  format: string;
  data: JsonValue;
  credential_ids?: string[];
}
