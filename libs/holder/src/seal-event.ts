import { concatBytes, decodeUtf8, encodeUtf8, refusal, type RandomBytes } from '#primitives';
import type { HolderEvent } from './holder-event.js';
import type { WalletKey } from './wallet-key.js';

const IV_LENGTH = 12;

/** Encrypts an event; its place in the sequence is authenticated, so that none can be moved, dropped or repeated. */
export async function sealEvent(
  event: HolderEvent,
  place: number,
  key: WalletKey,
  random: RandomBytes,
): Promise<Uint8Array> {
  const iv = random(IV_LENGTH);
  const plaintext = encodeUtf8(JSON.stringify(event));
  const sealed = await crypto.subtle.encrypt(sealing(iv, place), key, plaintext.slice());
  return concatBytes(iv, new Uint8Array(sealed));
}

/** @throws `wallet_damaged` */
export async function openEvent(sealed: Uint8Array, place: number, key: WalletKey): Promise<HolderEvent> {
  try {
    const iv = sealed.slice(0, IV_LENGTH);
    const plaintext = await crypto.subtle.decrypt(sealing(iv, place), key, sealed.slice(IV_LENGTH));
    return JSON.parse(decodeUtf8(new Uint8Array(plaintext))) as HolderEvent;
  } catch (cause) {
    throw refusal('wallet_damaged', `Entry ${place} of the wallet cannot be read.`, { cause });
  }
}

function sealing(iv: Uint8Array, place: number) {
  return { name: 'AES-GCM', iv: iv.slice(), additionalData: encodeUtf8(`incola:wallet-event:1 ${place}`).slice() };
}
