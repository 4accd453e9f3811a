import type { TrustedBlock } from './cometbft/trusted-block.js';
import type { Genesis } from './ledger-state.js';

/** What a wallet, a verifier or an offline checker is configured with, and all that it has to believe. */
export interface TrustFile {
  format: 'incola-trust';
  version: 1;
  genesis: Genesis;
  /** DER certificates, Base 64: the roots of the cooperative's issuing and access certification authorities. */
  issuingRoots: string[];
  accessRoots: string[];
  /**
   * On a network: a block that the file's publisher verified, where live decisions begin in place of the genesis once that is
   * older than the trusting period. Archives begin at the genesis always.
   */
  trustedBlock?: TrustedBlock;
}
