import { assertOurs, decodeBase64url, type Signer } from '#primitives';
import {
  COLLEGES,
  COSIGNATURE,
  formatVerifierKey,
  NOTE_SIGNATURE,
  parseVerifierKey,
  type College,
  type Genesis,
  type NoteSigner,
  type NoteSignatureType,
} from '#ledger';

/** Signs for the log and for each college's cosigner. */
export interface LedgerSigners {
  log: NoteSigner;
  cosigners: Record<College, NoteSigner>;
}

/** The Ed25519 keys of the log and its cosigners, sealed under the master key. */
export interface NoteKeys {
  /** Opens the key of this name and makes it where it is missing. Durable when it returns. */
  ensure(name: string): Promise<Signer>;
  /** @throws `key_missing` (outage) */
  open(name: string): Promise<Signer>;
}

export interface LedgerVerifierKeys {
  logVerifierKey: string;
  cosigners: Genesis['cosigners'];
}

/** Origin line of the log: the schema-less URL of the cooperative's ledger (C2SP tlog-checkpoint). */
export function ledgerOrigin(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl);
  return `${host}${pathname.replace(/\/$/, '')}/ledger`;
}

/** Makes the log's key and one key for each college's cosigner. */
export async function ensureLedgerKeys(origin: string, noteKeys: NoteKeys): Promise<LedgerVerifierKeys> {
  const verifierKey = async (name: string, type: NoteSignatureType) =>
    formatVerifierKey(name, type, publicBytes(await noteKeys.ensure(name)));
  const cosigners: Genesis['cosigners'] = [];
  for (const college of COLLEGES) {
    cosigners.push({ college, verifierKey: await verifierKey(`${origin}/${college}`, COSIGNATURE) });
  }
  return { logVerifierKey: await verifierKey(origin, NOTE_SIGNATURE), cosigners };
}

/** The signers of the keys that the genesis names. @throws `key_missing` where this service doesn't hold them */
export async function openLedgerSigners(genesis: Genesis, noteKeys: NoteKeys): Promise<LedgerSigners> {
  const open = (verifierKey: string | undefined) => {
    assertOurs(verifierKey !== undefined, 'the genesis names a cosigner of each college');
    return openNoteSigner(verifierKey, noteKeys);
  };
  const cosigner = (wanted: College) => open(genesis.cosigners.find(({ college }) => college === wanted)?.verifierKey);
  return {
    log: await open(genesis.logVerifierKey),
    cosigners: {
      service_providers: await cosigner('service_providers'),
      data_providers: await cosigner('data_providers'),
      citizens: await cosigner('citizens'),
    },
  };
}

async function openNoteSigner(verifierKey: string, noteKeys: NoteKeys): Promise<NoteSigner> {
  const key = parseVerifierKey(verifierKey);
  const signer = await noteKeys.open(key.name);
  assertOurs(
    formatVerifierKey(key.name, key.type, publicBytes(signer)) === verifierKey,
    'the stored key is the one that the genesis names',
  );
  return { key, sign: signer.sign };
}

function publicBytes({ publicJwk }: Signer): Uint8Array {
  assertOurs(publicJwk.kty === 'OKP', 'notes are signed with Ed25519');
  return decodeBase64url(publicJwk.x);
}
