import type { LogLeaf } from '#ledger';
import { decodeUtf8 } from '#primitives';

/**
 * A leaf of our own log, as it was stored. The contract accepted what is in it and the leaf was made from that, so its shape
 * isn't checked a second time: that would take most of the time of making the index.
 */
export function readStoredLeaf(bytes: Uint8Array): LogLeaf {
  // Domain ‖ 0x00 ‖ canonical JSON (`ledgerTransactionLeaf` of libs/ledger).
  return JSON.parse(decodeUtf8(bytes.subarray(bytes.indexOf(0) + 1))) as LogLeaf;
}
