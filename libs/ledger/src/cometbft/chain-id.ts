import type { Genesis } from '../ledger-state.js';
import { genesisDigest } from '../parse-trust-file.js';

/**
 * The network's chain id: `incola-` and the genesis digest, which is the 50 characters that CometBFT allows. Every vote is
 * signed with it, so that no signature of one ledger counts on another.
 */
export function cometbftChainId(genesis: Genesis): string {
  return `incola-${genesisDigest(genesis)}`;
}
