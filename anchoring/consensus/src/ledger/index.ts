export { openNetworkLedger, type NetworkLedgerOptions } from './network-ledger.js';
export type { StoredTrust, FollowedBlocks } from './followed-blocks.js';
