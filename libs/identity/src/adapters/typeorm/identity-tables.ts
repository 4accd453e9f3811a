import { EntitySchema } from 'typeorm';

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

/** For the key store's `openDatabase`: never beside the data that the keys protect. */
export const identityEntities = [keyTable, privateKeyTable, didTable, didKeyTable];
