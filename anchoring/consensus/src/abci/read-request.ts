import { refusal } from '#primitives';
import { Request } from './engine-messages.js';

/** A chunk of a snapshot has 16 MB at most in CometBFT (statesync, `chunkMsgSize`); something stands beside it. */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024 + 64 * 1024;
/**
 * Everything else: a block has 2 MiB at most (`MAX_BLOCK_BYTES`), its commit and evidence beside it. A request of empty parts,
 * two bytes each, takes a hundred times its bytes of memory when it is read; in a block it is the proposer's to make one.
 */
const MAX_BLOCK_REQUEST_BYTES = 4 * 1024 * 1024;
/** `apply_snapshot_chunk`, length-delimited. */
const SNAPSHOT_CHUNK_TAG = 15 * 8 + 2;

/** @throws `malformed_request`, `frame_too_large` */
export function readRequest(frame: Uint8Array): Request {
  if (frame.length > MAX_BLOCK_REQUEST_BYTES && frame[0] !== SNAPSHOT_CHUNK_TAG) {
    throw refusal('frame_too_large', `A request is longer than ${MAX_BLOCK_REQUEST_BYTES} bytes.`);
  }
  try {
    return Request.decode(frame);
  } catch (cause) {
    throw refusal('malformed_request', 'A request is not tendermint.abci.Request.', { cause });
  }
}
