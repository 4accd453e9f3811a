import { refusal } from '#primitives';
import type { ContractState, StateWrite } from './contract.js';
import { countKey } from './state-keys.js';

/** How many records of a kind the state holds at most, whatever their status: they are never removed. */
export const MAX_RECORDS = { member: 1024, issuer: 256, verifier: 1024, contract: 4096 } as const;

/** Adopted changes that wait for their height. */
export const MAX_SCHEDULED = 16;
/** A change may wait for this many blocks. */
export const MAX_ACTIVATION_AHEAD = 1_000_000;

/** One record more. @throws `too_many_records` */
export function countOneMore(state: ContractState, kind: keyof typeof MAX_RECORDS): StateWrite {
  const key = countKey(kind);
  const next = ((state.get(key) as number | undefined) ?? 0) + 1;
  if (next > MAX_RECORDS[kind]) throw refusal('too_many_records', `The ledger holds no more records of kind ${kind}.`);
  return { key, value: next };
}
