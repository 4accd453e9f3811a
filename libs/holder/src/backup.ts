import {
  canonicalJson,
  concatBytes,
  decodeBase64url,
  decodeUtf8,
  domainDigest,
  domainMessage,
  encodeBase64url,
  encodeUtf8,
  equalBytes,
  isCodedError,
  isJsonObject,
  parseJsonObject,
  refusal,
  type JsonObject,
  type RandomBytes,
} from '#primitives';
import type { HolderStore, StoredWallet } from './holder-store.js';
import { createSlot } from './lock-slot.js';
import { readArgon2, type Argon2Parameters, type UnlockMethod } from './unlock-method.js';
import { AES } from './wallet-key.js';
import { openLock, writeLock } from './wallet-lock.js';
import { openLog } from './wallet.js';

/** No wallet of ours comes near; a file beyond it is none. */
export const MAX_BACKUP_BYTES = 64 * 1024 * 1024;

const LIMITS = { maxLength: 2 * MAX_BACKUP_BYTES, maxDepth: 6 };
const IV_LENGTH = 12;
const DOMAIN = 'incola:wallet-backup:1';

/**
 * One encrypted file with everything: keys, credentials, history. It opens by a passphrase of its own; inside lies the wallet
 * as it is stored, whose lock has one slot under the same passphrase.
 * @param present an unlock secret of this wallet: who makes a copy must be able to open it
 * @param own the backup's secret (32 bytes from Argon2id) and how it was made
 * @throws `no_wallet`, `wrong_unlock_secret`
 */
export async function createBackup(
  store: HolderStore,
  present: Uint8Array,
  own: { secret: Uint8Array; argon2: Argon2Parameters },
  random: RandomBytes,
): Promise<Uint8Array> {
  const stored = await store.read();
  if (stored === undefined) throw refusal('no_wallet', 'There is no wallet here.');
  const key = await openLock(stored.lock, present, true);
  const lock = writeLock([await createSlot(key, own.secret, { kind: 'passphrase', ...own.argon2 }, random)]);
  const content: JsonObject = {
    lock: encodeBase64url(lock),
    head: encodeBase64url(stored.head),
    events: stored.events.map(encodeBase64url),
  };
  const iv = random(IV_LENGTH);
  const header = { format: 'incola-wallet-backup', version: 1, argon2: { ...own.argon2 } };
  const sealed = await crypto.subtle.encrypt(
    sealing(iv, header),
    await sealingKey(own.secret),
    encodeUtf8(JSON.stringify(content)).slice(),
  );
  const body = encodeBase64url(concatBytes(iv, new Uint8Array(sealed)));
  return encodeUtf8(JSON.stringify({ ...header, body, digest: digestOf(header, body) }));
}

/** How the passphrase of a backup becomes its secret. @throws `backup_damaged`, `not_a_backup`, `backup_version_unknown` */
export function readBackupParameters(file: Uint8Array): Argon2Parameters {
  return parseBackup(file).argon2;
}

/**
 * Puts a backup into an empty store, under a way to unlock of its own.
 * @param secret what Argon2id made of the backup's passphrase
 * @throws `wallet_exists`, `wrong_backup_passphrase`, those of {@link readBackupParameters}, `wallet_damaged`
 */
export async function restoreBackup(
  store: HolderStore,
  file: Uint8Array,
  secret: Uint8Array,
  added: { secret: Uint8Array; method: UnlockMethod },
  random: RandomBytes,
): Promise<void> {
  const stored = await openBackup(file, secret);
  const key = await openLock(stored.lock, secret, true);
  await openLog(stored, key);
  const lock = writeLock([await createSlot(key, added.secret, added.method, random)]);
  await store.create({ ...stored, lock });
}

async function openBackup(file: Uint8Array, secret: Uint8Array): Promise<StoredWallet> {
  const { header, body } = parseBackup(file);
  const bytes = decodeBase64url(body);
  let text: string;
  try {
    const unsealing = sealing(bytes.slice(0, IV_LENGTH), header);
    const opened = await crypto.subtle.decrypt(unsealing, await sealingKey(secret), bytes.slice(IV_LENGTH));
    text = decodeUtf8(new Uint8Array(opened));
  } catch (cause) {
    // The digest was right, so the file is as it was written.
    throw refusal('wrong_backup_passphrase', 'This is not the passphrase of the backup.', { cause });
  }
  const { lock, head, events } = parseJsonObject(text, LIMITS) as Record<string, string> & { events: string[] };
  return {
    lock: decodeBase64url(lock ?? ''),
    head: decodeBase64url(head ?? ''),
    events: events.map((event) => decodeBase64url(event)),
  };
}

function parseBackup(file: Uint8Array) {
  if (file.length > MAX_BACKUP_BYTES) throw refusal('not_a_backup', 'The file is not a backup of this wallet.');
  let read: JsonObject;
  try {
    read = parseJsonObject(decodeUtf8(file), LIMITS);
  } catch (cause) {
    if (isCodedError(cause)) throw refusal('not_a_backup', 'The file is not a backup of this wallet.', { cause });
    throw cause;
  }
  const { format, version, argon2, body, digest } = read;
  if (format !== 'incola-wallet-backup') throw refusal('not_a_backup', 'The file is not a backup of this wallet.');
  if (version !== 1) throw refusal('backup_version_unknown', 'Another version of the wallet made this backup.');
  const parameters = isJsonObject(argon2) ? readArgon2(argon2) : undefined;
  if (parameters === undefined || typeof body !== 'string' || typeof digest !== 'string') throw damaged();
  const header = { format, version, argon2: { ...parameters } };
  // Not a proof of origin, which the sealing is; it tells a damaged file from a wrong passphrase.
  if (!equalBytes(encodeUtf8(digest), encodeUtf8(digestOf(header, body)))) throw damaged();
  return { header, argon2: parameters, body };
}

function digestOf(header: JsonObject, body: string): string {
  return encodeBase64url(domainDigest(DOMAIN, encodeUtf8(canonicalJson({ ...header, body }))));
}

async function sealingKey(secret: Uint8Array) {
  const material = await crypto.subtle.importKey('raw', secret.slice(), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encodeUtf8(DOMAIN).slice() };
  return crypto.subtle.deriveKey(derivation, material, AES, false, ['encrypt', 'decrypt']);
}

function sealing(iv: Uint8Array, header: JsonObject) {
  const additionalData = domainMessage(DOMAIN, encodeUtf8(canonicalJson(header))).slice();
  return { name: 'AES-GCM', iv: iv.slice(), additionalData };
}

function damaged() {
  return refusal('backup_damaged', 'The backup is damaged or incomplete.');
}
