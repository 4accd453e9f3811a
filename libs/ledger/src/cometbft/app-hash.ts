import { canonicalJson, domainDigest, encodeUtf8, type Domain } from '#primitives';

const LEDGER_APP_HASH: Domain = 'incola:ledger-app-hash:1';

/** What a block of the network leaves behind. Neither height nor time is in it, so that a quiet ledger needs no blocks. */
export interface LedgerAppState {
  /** Leaves of the log. */
  size: number;
  /** RFC 6962 root of the log, base64url. */
  root: string;
  /** Root of the state tree, base64url. */
  stateRoot: string;
}

/**
 * CometBFT's app hash: SHA-256(`incola:ledger-app-hash:1` ‖ 0x00 ‖ JCS({ root, size, stateRoot })), 32 bytes.
 * The header of block H carries that of the state after H − 1.
 */
export function ledgerAppHash({ size, root, stateRoot }: LedgerAppState): Uint8Array {
  return domainDigest(LEDGER_APP_HASH, encodeUtf8(canonicalJson({ root, size, stateRoot })));
}
