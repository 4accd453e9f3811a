import {
  concatBytes,
  decodeUtf8,
  domainDigest,
  domainMessage,
  encodeHex,
  encodeUtf8,
  parseJsonObject,
  refusal,
  type RandomBytes,
} from '#primitives';
import type { WalletKey } from './wallet-key.js';

/** How far the wallet's events go: their count, and a digest over the sealed bytes of each after the one before. */
export interface LogHead {
  count: number;
  /** Hexadecimal. */
  digest: string;
}

const DOMAIN = 'incola:wallet-head:1';
const IV_LENGTH = 12;

export const EMPTY_HEAD: LogHead = { count: 0, digest: '00'.repeat(32) };

export function nextHead(head: LogHead, sealedEvent: Uint8Array): LogHead {
  const digest = domainDigest('incola:wallet-log:1', encodeUtf8(head.digest), sealedEvent);
  return { count: head.count + 1, digest: encodeHex(digest) };
}

export async function sealHead(head: LogHead, key: WalletKey, random: RandomBytes): Promise<Uint8Array> {
  const iv = random(IV_LENGTH);
  const sealed = await crypto.subtle.encrypt(sealing(iv), key, encodeUtf8(JSON.stringify(head)).slice());
  return concatBytes(iv, new Uint8Array(sealed));
}

/**
 * Opens a head and compares it with the events that are there: what was cut off the end, or put back to an earlier state
 * without the head, is noticed. (Whoever puts back everything, head included, can't be noticed from inside.)
 * @throws `wallet_damaged`, `wallet_rolled_back`
 */
export async function openHead(sealed: Uint8Array, events: readonly Uint8Array[], key: WalletKey): Promise<LogHead> {
  const head = await decryptHead(sealed, key);
  const found = events.reduce(nextHead, EMPTY_HEAD);
  if (found.count !== head.count) {
    throw refusal('wallet_rolled_back', `The wallet wrote ${head.count} entries; ${found.count} are here.`);
  }
  if (found.digest !== head.digest) throw refusal('wallet_damaged', 'The wallet’s entries are not those it wrote.');
  return found;
}

async function decryptHead(sealed: Uint8Array, key: WalletKey): Promise<LogHead> {
  try {
    const iv = sealed.slice(0, IV_LENGTH);
    const plaintext = await crypto.subtle.decrypt(sealing(iv), key, sealed.slice(IV_LENGTH));
    return parseJsonObject(decodeUtf8(new Uint8Array(plaintext))) as unknown as LogHead;
  } catch (cause) {
    throw refusal('wallet_damaged', 'The wallet’s count of its entries cannot be read.', { cause });
  }
}

function sealing(iv: Uint8Array) {
  return { name: 'AES-GCM', iv: iv.slice(), additionalData: domainMessage(DOMAIN, new Uint8Array()).slice() };
}
