import type { JsonValue } from '#primitives';
import { CONTRACT_CODE_KEY, type ContractCodeRecord } from '#ledger';
import type { BlockContext, ContractState, StateWrite } from './contract.js';
import { carryOutDueChange } from './proposals/scheduled-changes.js';

/**
 * What holds for a block already when its first ledger transaction is executed, although no block since has carried it out:
 * the heights between were those of empty blocks, which change nothing.
 * @returns one write a key
 */
export function overdueChanges(state: ContractState, context: BlockContext): StateWrite[] {
  const written = new Map<string, JsonValue>();
  const seen = viewOver(state, written);
  for (let due; (due = carryOutDueChange(seen, context, context.height)) !== undefined;) {
    for (const { key, value } of due) written.set(key, value);
  }
  return [...written].map(([key, value]) => ({ key, value }));
}

/** The state as the block's first ledger transaction meets it. */
export function nextBlockState(state: ContractState, context: BlockContext): ContractState {
  return viewOver(state, new Map(overdueChanges(state, context).map(({ key, value }) => [key, value])));
}

/** The code that the members agreed to for the block. */
export function contractCodeOf(state: ContractState, context: BlockContext): ContractCodeRecord {
  return nextBlockState(state, context).get(CONTRACT_CODE_KEY) as unknown as ContractCodeRecord;
}

function viewOver(state: ContractState, written: ReadonlyMap<string, JsonValue>): ContractState {
  return {
    get: (key) => {
      const value = written.get(key);
      return value === undefined ? state.get(key) : (value ?? undefined);
    },
  };
}
