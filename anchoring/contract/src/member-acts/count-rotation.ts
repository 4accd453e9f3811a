import { refusal } from '#primitives';
import type { ContractState, StateWrite } from '../contract.js';
import { sequenceKey } from '../state-keys.js';

/** @throws `sequence_out_of_order` */
export function countRotation(state: ContractState, kind: string, id: string, sequence: number): StateWrite {
  const key = sequenceKey(kind, id);
  if (sequence !== ((state.get(key) as number | undefined) ?? 0) + 1) {
    throw refusal('sequence_out_of_order', 'The sequence is not the next one.');
  }
  return { key, value: sequence };
}
