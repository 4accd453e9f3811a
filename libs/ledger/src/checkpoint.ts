import { decodeBase64, encodeBase64, encodeUtf8, refusal, type Sign } from '#primitives';
import {
  cosignedMessage,
  formatSignedNote,
  parseSignedNote,
  writeCosignature,
  type NoteSignature,
  type SignedNote,
} from './signed-note.js';
import type { VerifierKey } from './verifier-key.js';

/** The tree head that a checkpoint names (C2SP tlog-checkpoint). */
export interface TreeHead {
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
}

/** A key that signs notes or cosigns checkpoints. */
export interface NoteSigner {
  key: VerifierKey;
  sign: Sign;
}

/** Origin, size, root: three lines and no extension line (C2SP tlog-checkpoint, Note text). */
export function checkpointText({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** The log's own signature over the note text (type 0x01). */
export async function signCheckpoint(head: TreeHead, { key, sign }: NoteSigner): Promise<NoteSignature> {
  const signature = await sign(encodeUtf8(checkpointText(head)));
  return { name: key.name, keyId: key.keyId, signature };
}

/**
 * A cosignature/v1 (type 0x04). The caller has made sure of what it states: that this is the largest tree consistent
 * with all it cosigned before, and for us also that it executed every transaction in it.
 * @param cosignedAt seconds since the epoch
 */
export async function cosignCheckpoint(
  head: TreeHead,
  { key, sign }: NoteSigner,
  cosignedAt: number,
): Promise<NoteSignature> {
  const signature = await sign(encodeUtf8(cosignedMessage(checkpointText(head), cosignedAt)));
  return { name: key.name, keyId: key.keyId, signature: writeCosignature(cosignedAt, signature) };
}

/** Joins the log's signature and the cosignatures to the checkpoint. */
export function formatCheckpoint(head: TreeHead, signatures: NoteSignature[]): string {
  return formatSignedNote({ text: checkpointText(head), signatures });
}

/**
 * Reads a checkpoint without verifying its signatures. Extension lines are refused: our log writes none, and nobody
 * would vouch for them.
 * @throws `malformed_note`, `malformed_checkpoint`
 */
export function parseCheckpoint(note: string): { head: TreeHead; note: SignedNote } {
  const signedNote = parseSignedNote(note);
  const [, origin, sizeText, rootText] = /^(.+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n$/u.exec(signedNote.text) ?? [];
  const size = Number(sizeText);
  if (origin === undefined || rootText === undefined || !Number.isSafeInteger(size)) {
    throw refusal('malformed_checkpoint', 'The note is not a checkpoint of three lines.');
  }
  return { head: { origin, size, root: decodeBase64(rootText) }, note: signedNote };
}
