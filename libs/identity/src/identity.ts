import type { PublicJwk, Signer } from '#primitives';

/** What an organisation's key is for; one key signs for a use. */
export const KEY_USES = [
  /** Signs ledger transactions as a member. */
  'ledger',
  /** Signs credentials and status lists; its leaf certificate chains to the issuing root. */
  'issuing',
  /** Signs presentation requests and receipts; its leaf certificate chains to the access root. */
  'access',
  /** The cooperative's certification authorities: sign leaf certificates and nothing else; in no DID document. */
  'issuing_root',
  'access_root',
] as const;
export type KeyUse = (typeof KEY_USES)[number];

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

/** The key that signs now for a use. */
export interface CurrentKey {
  kid: string;
  signer: Signer;
  /** DER in Base 64, of a key that followed another; the certificate of the first key stands in founding's file. */
  certificate: string | null;
}

/** A key on its way to follow the one that signs (docs/decisions/key-rotation.md). */
export interface SuccessorKey {
  kid: string;
  publicJwk: PublicJwk;
  previousKid: string;
  /** DER in Base 64, once it is there. */
  certificate: string | null;
  /** Seconds since the epoch: from then on it signs, in every instance; null until the registry shows it. */
  signsFrom: number | null;
  /** Seconds since the epoch: until then the registry keeps the previous key, for what it signed. */
  previousUntil: number | null;
  /** Whether the private half of the previous key is gone. */
  previousDestroyed: boolean;
}

/** The steps by which one key follows another; each is durable when it returns, and may be repeated. */
export interface KeyRotation {
  /** Makes the key that is to follow. While one waits already, it is given back. @throws `key_missing` (outage) */
  begin(did: string, use: KeyUse): Promise<SuccessorKey>;
  /** Signs with the key that waits: its certificate request. */
  signer(did: string, use: KeyUse): Promise<Signer>;
  /** The newest rotation of the use, waiting or done. */
  newest(did: string, use: KeyUse): Promise<SuccessorKey | undefined>;
  /** Keeps the certificate of the key that waits. */
  certify(did: string, use: KeyUse, certificate: string): Promise<void>;
  /** Says when it begins to sign; what stands already stays. */
  schedule(did: string, use: KeyUse, times: { signsFrom: number; previousUntil: number }): Promise<void>;
  /** Destroys the private halves of keys that were followed before that time. @returns the keys */
  destroyFollowed(beforeSeconds: number): Promise<{ did: string; use: string; kid: string }[]>;
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
  /** A signer with the key that signs now, unwrapped once and cached, or in a hardware module; the key never leaves. */
  signer(did: string, use: KeyUse): Promise<Signer>;
  /** As `signer`, with what says whose key it is. */
  current(did: string, use: KeyUse): Promise<CurrentKey>;
  readonly rotation: KeyRotation;
  /** With keys that no longer sign, until what they signed has expired. */
  didDocument(did: string): Promise<Record<string, unknown>>;
}
