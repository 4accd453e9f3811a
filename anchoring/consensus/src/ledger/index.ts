export { openNetworkLedger, type NetworkLedgerOptions } from './network-ledger.js';
export type { StoredTrust, TrustedBlocks } from './trusted-blocks.js';
