import type { JsonValue } from '#primitives';
import {
  stateKey,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type MemberRecord,
  type ProposalSubjectKind,
  type ProposalSubjects,
  type StateRecordKind,
} from '#ledger';
import type { BlockContext, ContractEvent, ContractState, StateWrite, VerifySignatureNow } from './contract.js';

/** What a kind's rule sees: the state, the block, and who validly signed. */
export interface RuleInput<Kind extends LedgerTransactionKind> {
  state: ContractState;
  context: BlockContext;
  signers: readonly MemberRecord[];
  verifySignature: VerifySignatureNow;
  payload: LedgerPayloads[Kind];
}

export interface Effect {
  /** At most one a key. */
  writes: StateWrite[];
  events: ContractEvent[];
}

/** One kind's rule: its effect, or a refusal thrown. */
export type Rule<Kind extends LedgerTransactionKind> = (input: RuleInput<Kind>) => Effect;

/** What carrying out a decision sees. */
export interface ChangeInput<Kind extends ProposalSubjectKind> {
  state: ContractState;
  context: BlockContext;
  subject: ProposalSubjects[Kind];
  /** Id of the proposal that decided it; `null` where the founders did. */
  proposal: string | null;
}

/** What the colleges decided, carried out on the state as it is now: its effect, or a refusal thrown. */
export type Change<Kind extends ProposalSubjectKind> = (input: ChangeInput<Kind>) => Effect;

/** The effect of writing one record, and of what goes with it. */
export function writeRecord(
  kind: StateRecordKind,
  parts: readonly (string | number)[],
  record: object,
  more: readonly StateWrite[] = [],
): Effect {
  const key = stateKey(kind, ...parts);
  return { writes: [writeOf(key, record), ...more], events: [{ kind, key }] };
}

/** The effect of writing a value that stands alone under its key. */
export function writeValue(key: string, value: object | number): Effect {
  return { writes: [writeOf(key, value)], events: [{ kind: key, key }] };
}

export function joinEffects(...effects: readonly Effect[]): Effect {
  return { writes: effects.flatMap(({ writes }) => writes), events: effects.flatMap(({ events }) => events) };
}

export function writeOf(key: string, value: object | number): StateWrite {
  return { key, value: value as JsonValue };
}
