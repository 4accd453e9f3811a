import { EntitySchema } from 'typeorm';
import { wholeNumber } from '#service-kit/database';

/** A public key that the agent knows, and which key management holds its private half. */
export interface KeyRow {
  /** JWK thumbprint (RFC 7638), as the ledger names members' keys. */
  kid: string;
  kms: string;
  type: string;
  publicKeyHex: string;
  meta: Record<string, unknown>;
}

/** A private key, sealed with AES-256-GCM under the service's master key and bound to its alias and type. */
export interface PrivateKeyRow {
  alias: string;
  type: string;
  /** base64url */
  sealed: string;
}

export interface DidRow {
  did: string;
  alias: string | null;
  provider: string;
  controllerKeyId: string | null;
  services: unknown[];
}

/** Which key a DID has for which use; one key a use. */
export interface DidKeyRow {
  did: string;
  use: string;
  kid: string;
}

/** A key that follows another one: a row for each rotation of a use. */
export interface SuccessorKeyRow {
  did: string;
  use: string;
  kid: string;
  /** The key that signs until then. */
  previousKid: string;
  /** DER in Base 64, once an authority has issued it. */
  certificate: string | null;
  /** Seconds since the epoch: from then on it signs, everywhere; null until the registry shows it. */
  signsFrom: number | null;
  /** Seconds since the epoch: when nothing that the previous key signed is in force any more. */
  previousUntil: number | null;
  /** Whether the private half of the previous key is gone. */
  previousDestroyed: boolean;
}

export const keyTable = new EntitySchema<KeyRow>({
  name: 'IdentityKey',
  tableName: 'identity_key',
  columns: {
    kid: { type: 'varchar', length: 64, primary: true, primaryKeyConstraintName: 'pk_identity_key' },
    kms: { type: 'varchar', length: 32 },
    type: { type: 'varchar', length: 16 },
    publicKeyHex: { type: 'varchar', length: 130 },
    meta: { type: 'simple-json' },
  },
});

export const privateKeyTable = new EntitySchema<PrivateKeyRow>({
  name: 'IdentityPrivateKey',
  tableName: 'identity_private_key',
  columns: {
    alias: { type: 'varchar', length: 64, primary: true, primaryKeyConstraintName: 'pk_identity_private_key' },
    type: { type: 'varchar', length: 16 },
    sealed: { type: 'varchar', length: 256 },
  },
});

export const didTable = new EntitySchema<DidRow>({
  name: 'IdentityDid',
  tableName: 'identity_did',
  columns: {
    did: { type: 'varchar', length: 512, primary: true, primaryKeyConstraintName: 'pk_identity_did' },
    alias: { type: 'varchar', length: 512, nullable: true },
    provider: { type: 'varchar', length: 16 },
    controllerKeyId: { type: 'varchar', length: 64, nullable: true },
    services: { type: 'simple-json' },
  },
  indices: [{ name: 'uq_identity_did_alias', columns: ['alias'], unique: true }],
});

export const didKeyTable = new EntitySchema<DidKeyRow>({
  name: 'IdentityDidKey',
  tableName: 'identity_did_key',
  columns: {
    did: { type: 'varchar', length: 512, primary: true, primaryKeyConstraintName: 'pk_identity_did_key' },
    use: { type: 'varchar', length: 64, primary: true, primaryKeyConstraintName: 'pk_identity_did_key' },
    kid: { type: 'varchar', length: 64 },
  },
});

export const successorKeyTable = new EntitySchema<SuccessorKeyRow>({
  name: 'IdentitySuccessorKey',
  tableName: 'identity_successor_key',
  columns: {
    did: { type: 'varchar', length: 512, primary: true, primaryKeyConstraintName: 'pk_identity_successor_key' },
    use: { type: 'varchar', length: 64, primary: true, primaryKeyConstraintName: 'pk_identity_successor_key' },
    previousKid: { type: 'varchar', length: 64, primary: true, primaryKeyConstraintName: 'pk_identity_successor_key' },
    kid: { type: 'varchar', length: 64 },
    certificate: { type: 'text', nullable: true },
    signsFrom: { type: 'bigint', nullable: true, transformer: wholeNumber },
    previousUntil: { type: 'bigint', nullable: true, transformer: wholeNumber },
    previousDestroyed: { type: 'boolean' },
  },
});

/** For the key store's `openDatabase`: never beside the data that the keys protect. */
export const identityEntities = [keyTable, privateKeyTable, didTable, didKeyTable, successorKeyTable];
