import type { JsonValue, SignatureToVerify } from '#primitives';
import type { LedgerTransaction } from '#ledger';

/** What the engine supplies: no clock, no randomness, no I/O reaches the contract otherwise. */
export interface BlockContext {
  height: number;
  /** Seconds since the epoch; never before the previous block's. */
  time: number;
  /** `genesisDigest`, base64url. */
  genesis: string;
}

/** The contract reads the state through this; writes of earlier transactions of the block are in it. */
export interface ContractState {
  get(key: string): JsonValue | undefined;
}

export interface StateWrite {
  key: string;
  /** `null` removes the key. */
  value: JsonValue;
}

export type ApplyOutcome =
  | { outcome: 'accepted'; id: string; writes: StateWrite[]; events: ContractEvent[] }
  /** The same id, or the same effect, stands already; `of` is the id of the ledger transaction that made it. */
  | { outcome: 'duplicate'; id: string; of: string }
  | { outcome: 'refused'; id: string; code: string; reason: string };

export interface ContractEvent {
  kind: string;
  /** The state key that changed. */
  key: string;
}

export type Apply = (state: ContractState, ledgerTransaction: LedgerTransaction, context: BlockContext) => ApplyOutcome;

/** As `VerifySignature` of #primitives, but answering at once: the contract is deterministic and waits for nothing. */
export type VerifySignatureNow = (input: SignatureToVerify) => boolean;
