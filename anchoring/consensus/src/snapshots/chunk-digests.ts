import { encodeBase64url, isCodedError, sha256 } from '#primitives';
import { merkleRoot } from '#ledger';
import { decodeRecords } from './chunk-records.js';

/**
 * By what a chunk of the log is known: the RFC 6962 hash of the subtree that its leaves are. So the root that a header attests
 * says of each chunk by itself whether it is the ledger's.
 */
export function logChunkDigest(leaves: readonly Uint8Array[]): string {
  return encodeBase64url(merkleRoot(leaves));
}

/** By what a chunk of the state is known: SHA-256 of its bytes. Nothing attests it before all of them were read. */
export function stateChunkDigest(bytes: Uint8Array): string {
  return encodeBase64url(sha256(bytes));
}

/** Whether these bytes are the chunk that is known by this digest. */
export function isChunk(kind: 'log' | 'state', bytes: Uint8Array, digest: string): boolean {
  if (kind === 'state') return stateChunkDigest(bytes) === digest;
  try {
    return logChunkDigest(decodeRecords(bytes)) === digest;
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return false;
  }
}
