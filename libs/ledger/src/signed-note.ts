import {
  concatBytes,
  decodeBase64,
  encodeBase64,
  encodeUtf8,
  equalBytes,
  refusal,
  type VerifySignature,
} from '#primitives';
import { COSIGNATURE, isKeyName, verifierJwk, type VerifierKey } from './verifier-key.js';

/** C2SP signed-note allows a limit that is at least 16 signatures. */
const MAX_NOTE_SIGNATURES = 32;
const MAX_NOTE_LENGTH = 64 * 1024;

/** One signature line: `— <name> base64(key id ‖ signature)`. */
export interface NoteSignature {
  name: string;
  keyId: Uint8Array;
  signature: Uint8Array;
}

export interface SignedNote {
  /** Ends with a newline. */
  text: string;
  signatures: NoteSignature[];
}

/** A known key's signature that verified. */
export interface VerifiedNoteSignature {
  key: VerifierKey;
  /** Seconds since the epoch; only a cosignature carries it. */
  cosignedAt?: number;
}

/** @throws `malformed_note` where the result would not be a signed note */
export function formatSignedNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${encodeBase64(concatBytes(keyId, signature))}\n`,
  );
  const note = `${text}\n${lines.join('')}`;
  parseSignedNote(note);
  return note;
}

/**
 * C2SP signed-note, Format: text up to the last empty line, then signature lines only.
 * @throws `malformed_note`: too long, not well-formed Unicode, control characters, no or malformed signature lines
 */
export function parseSignedNote(note: string): SignedNote {
  const separator = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE_LENGTH || !note.isWellFormed() || hasControls(note)) throw malformed();
  if (separator < 1 || !note.endsWith('\n')) throw malformed();
  const lines = note.slice(separator + 2, -1).split('\n');
  if (lines.length > MAX_NOTE_SIGNATURES) throw malformed();
  return { text: note.slice(0, separator + 1), signatures: lines.map(parseSignatureLine) };
}

/**
 * Verifies the signatures of the known keys; those of unknown keys are ignored, as C2SP signed-note demands.
 * @throws `note_signature_invalid` where a known key's signature does not verify: the whole note is rejected
 */
export async function verifySignedNote(
  { text, signatures }: SignedNote,
  keys: readonly VerifierKey[],
  verifySignature: VerifySignature,
): Promise<VerifiedNoteSignature[]> {
  const verified: VerifiedNoteSignature[] = [];
  for (const line of signatures) {
    const key = keys.find(({ name, keyId }) => name === line.name && equalBytes(keyId, line.keyId));
    if (key === undefined) continue;
    const { signature, cosignedAt } = readSignature(key, line.signature);
    const message = encodeUtf8(cosignedAt === undefined ? text : cosignedMessage(text, cosignedAt));
    if (!(await verifySignature({ publicJwk: verifierJwk(key), message, signature }))) throw invalid(line.name);
    verified.push(cosignedAt === undefined ? { key } : { key, cosignedAt });
  }
  return verified;
}

/** The message of a cosignature/v1: two lines before the note's text (C2SP tlog-cosignature, Ed25519 signed message). */
export function cosignedMessage(text: string, cosignedAt: number): string {
  return `cosignature/v1\ntime ${cosignedAt}\n${text}`;
}

/** `timestamped_signature`: u64 of seconds, big-endian, then the 64 bytes of the signature. */
export function writeCosignature(cosignedAt: number, signature: Uint8Array): Uint8Array {
  const timestamp = new Uint8Array(8);
  new DataView(timestamp.buffer).setBigUint64(0, BigInt(cosignedAt));
  return concatBytes(timestamp, signature);
}

function readSignature(key: VerifierKey, bytes: Uint8Array): { signature: Uint8Array; cosignedAt?: number } {
  if (key.type !== COSIGNATURE) return { signature: bytes };
  if (bytes.length !== 72) throw malformed();
  const cosignedAt = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(cosignedAt)) throw malformed();
  return { signature: bytes.subarray(8), cosignedAt };
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^ ]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) throw malformed();
  const bytes = decodeBase64(encoded);
  if (bytes.length <= 4) throw malformed();
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function hasControls(note: string): boolean {
  for (let index = 0; index < note.length; index++) {
    const code = note.charCodeAt(index);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

function malformed(): Error {
  return refusal('malformed_note', 'The text is not a signed note.');
}

function invalid(name: string): Error {
  return refusal('note_signature_invalid', `The note's signature by ${name} does not verify.`);
}
