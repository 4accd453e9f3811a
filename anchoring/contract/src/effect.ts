import type { JsonValue } from '#primitives';
import {
  stateKey,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type MemberRecord,
  type StateRecordKind,
} from '#ledger';
import type { BlockContext, ContractEvent, ContractState, StateWrite } from './contract.js';

/** What a kind's rule sees: the state, the block, and who validly signed. */
export interface RuleInput<Kind extends LedgerTransactionKind> {
  state: ContractState;
  context: BlockContext;
  signers: readonly MemberRecord[];
  payload: LedgerPayloads[Kind];
}

export interface Effect {
  writes: StateWrite[];
  events: ContractEvent[];
}

/** One kind's rule: its effect, or a refusal thrown. */
export type Rule<Kind extends LedgerTransactionKind> = (input: RuleInput<Kind>) => Effect;

/** The effect of writing one record. */
export function writeRecord(kind: StateRecordKind, parts: readonly (string | number)[], record: object): Effect {
  const key = stateKey(kind, ...parts);
  return { writes: [writeOf(key, record)], events: [{ kind, key }] };
}

export function writeOf(key: string, value: object | number): StateWrite {
  return { key, value: value as JsonValue };
}
