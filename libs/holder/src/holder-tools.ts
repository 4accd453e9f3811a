import type { Ledger, LedgerFetch, TrustFile } from '#ledger';
import type { Clock, RandomBytes, VerifySignature } from '#primitives';
import type { Wallet } from './wallet.js';

/** What the holder's steps work with; each asks for the part that it needs. */
export interface HolderTools {
  wallet: Wallet;
  /** The platform's `fetch`, or one that keeps stricter rules. */
  fetch: LedgerFetch;
  trustFile: TrustFile;
  ledger: Pick<Ledger, 'proveState'>;
  verifySignature: VerifySignature;
  clock: Clock;
  random: RandomBytes;
}
