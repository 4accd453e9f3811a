import { commitmentOf, SALT_LENGTH, type AnchoredKind } from '#consent';
import { encodeBase64url, sha256, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';

/** A leaf that waits for, or stands in, a periodic anchor. Its kind and salt are not here. */
export interface StoredCommitment {
  tenantId: string;
  /** 32 bytes, base64url. */
  commitment: string;
  /** SHA-256 of the capability in its ledger proof's address, base64url. */
  capabilityDigest: string;
  /** `null` until its period is closed. */
  period: number | null;
}

/** Durable on return, or in the caller's unit. */
export interface Commitments {
  insert(commitment: StoredCommitment): Promise<void>;
  findByCapability(capabilityDigest: string): Promise<StoredCommitment | undefined>;
  find(tenantId: string, commitment: string): Promise<StoredCommitment | undefined>;
  /** Gives every waiting commitment of the tenant to the period. */
  assign(tenantId: string, period: number): Promise<void>;
  /** Lets the commitments of a period that the ledger never took wait for the next one. */
  release(tenantId: string, period: number): Promise<void>;
  /** Commitments of a closed period, base64url. */
  inPeriod(tenantId: string, period: number): Promise<string[]>;
}

/** A new commitment with all that its owner is told. */
export interface DrawnCommitment {
  stored: StoredCommitment;
  salt: Uint8Array;
  ledgerProofUri: string;
}

const CAPABILITY_BYTES = 32;

/** Draws salt and capability, and commits to the content. @param content as `commitmentOf` of libs/consent says */
export function drawCommitment(
  tenantId: string,
  kind: AnchoredKind,
  content: Uint8Array,
  tools: { publicUrl: string; random: RandomBytes },
): DrawnCommitment {
  const salt = tools.random(SALT_LENGTH);
  const capability = encodeBase64url(tools.random(CAPABILITY_BYTES));
  const commitment = encodeBase64url(commitmentOf(kind, salt, content));
  return {
    stored: { tenantId, commitment, capabilityDigest: capabilityDigest(capability), period: null },
    salt,
    ledgerProofUri: publicEndpoint(tools.publicUrl, 'receipts', capability, 'ledger-proof'),
  };
}

/** Only digests are kept, so that the database is no list of addresses to read proofs from. */
export function capabilityDigest(capability: string): string {
  return encodeBase64url(sha256(new TextEncoder().encode(capability)));
}
