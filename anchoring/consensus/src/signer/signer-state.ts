import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, outage, parseJson, refusal } from '#primitives';
import { writeNewFile } from '../network/write-new-file.js';
import type { HighWaterMark } from './high-water-mark.js';
import { renameDurably, syncFolder } from '../network/sync-folders.js';

/** What a signer remembers for ever. */
export interface SignerState {
  /** The validator's key, base64url: a state belongs to one key. */
  publicKey: string;
  /** The only chain on which the key has signed; `null` before its first signature. */
  chainId: string | null;
  /** `null` before its first signature. */
  mark: HighWaterMark | null;
}

const LIMITS = { maxLength: 8192, maxDepth: 6 };
const whole = z.int().nonnegative();
const stateShape = z.strictObject({
  format: z.literal('incola-signer-state'),
  version: z.literal(1),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  chainId: z.string().min(1).max(50).nullable(),
  mark: z
    .strictObject({
      height: whole.min(1),
      round: whole,
      step: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      content: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      timestamp: z.strictObject({ seconds: z.int(), nanos: whole.max(999_999_999) }),
    })
    .nullable(),
  /** Of all that stands beside it: a damaged state is told from a true one. */
  digest: z.string(),
});

/**
 * Makes the state of a new key, which has signed nothing. Made together with the key and at no other time: a state made for a
 * key that has signed would let it sign the same height twice.
 * @throws `file_exists`
 */
export function createSignerState(path: string, publicKey: string): void {
  writeNewFile(path, textOf({ publicKey, chainId: null, mark: null }), 0o600);
  syncFolder(dirname(path));
}

/** @throws `signer_state_missing`, `signer_state_damaged` */
export function readSignerState(path: string): SignerState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw refusal(
      'signer_state_missing',
      `There is no signer's state at ${path}. Without it nobody knows what the key has signed: it signs nothing. ` +
        'Bring the state from where the key signed last, or replace the key by a vote.',
      { cause },
    );
  }
  try {
    const { digest, publicKey, chainId, mark } = stateShape.parse(parseJson(text, LIMITS));
    const state = { publicKey, chainId, mark };
    if (digestOf(state) !== digest) throw new Error('its digest differs');
    return state;
  } catch (cause) {
    throw refusal(
      'signer_state_damaged',
      `The signer's state at ${path} is damaged. Nobody knows what the key has signed: it signs nothing. ` +
        'Replace the key by a vote.',
      { cause },
    );
  }
}

/**
 * Puts a later state in place of the one that is there. When it returns, the later one is on the disk, file and name; where it
 * throws, either of the two is, and nothing may be signed before the state was read anew.
 * @throws `signer_state_unwritable` (outage)
 */
export function replaceSignerState(path: string, state: SignerState): void {
  const next = `${path}.part`;
  try {
    const file = openSync(next, 'w', 0o600);
    try {
      writeFileSync(file, textOf(state));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameDurably(next, path);
  } catch (cause) {
    throw outage('signer_state_unwritable', "The signer's state can't be written; nothing is signed.", { cause });
  }
}

function textOf(state: SignerState): string {
  const whole = { format: 'incola-signer-state', version: 1, ...state, digest: digestOf(state) };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

function digestOf({ publicKey, chainId, mark }: SignerState): string {
  const plain = mark === null ? null : { ...mark, timestamp: { ...mark.timestamp } };
  const content = encodeUtf8(canonicalJson({ publicKey, chainId, mark: plain }));
  return encodeBase64url(domainDigest('incola:signer-state:1', content));
}
