import type { PublicJwk, Signer } from '#primitives';

/** What an organisation's key is for; one key a use. */
export type KeyUse =
  /** Signs ledger transactions as a member. */
  | 'ledger'
  /** Signs credentials and status lists; its leaf certificate chains to the issuing root. */
  | 'issuing'
  /** Signs presentation requests and receipts; its leaf certificate chains to the access root. */
  | 'access'
  /** The cooperative's certification authorities: sign leaf certificates and nothing else; in no DID document. */
  | 'issuing_root'
  | 'access_root';

/** An organisation's identity: a did:web whose keys live in Veramo's agent over our own key management. */
export interface OrganisationIdentity {
  did: string;
  name: string;
  legalId: string;
  keys: Partial<Record<KeyUse, { kid: string; publicJwk: PublicJwk }>>;
}

/** What founding needs from an organisation: public halves only, and certificate signing requests (PKCS#10, PEM). */
export interface Enrolment {
  format: 'incola-enrolment';
  version: 1;
  did: string;
  name: string;
  legalId: string;
  /** Signs ledger transactions. */
  ledgerKey: PublicJwk;
  certificateRequests: Partial<Record<'issuing' | 'access', string>>;
}

/** Keys and DIDs of the organisations (tenants) that one service acts for. */
export interface OrganisationKeys {
  /** Creates did:web and keys where missing; the same call again changes nothing. */
  ensureIdentity(organisation: {
    did: string;
    name: string;
    legalId: string;
    uses: readonly KeyUse[];
  }): Promise<OrganisationIdentity>;
  /** A signer over node:crypto with the key unwrapped once and cached; the key never leaves. */
  signer(did: string, use: KeyUse): Promise<Signer>;
  didDocument(did: string): Promise<Record<string, unknown>>;
}
