import type { JsonValue } from '#primitives';
import type { ContractState, StateWrite } from '#anchoring/contract';

/**
 * The committed state with what waits for a block on top, so that ledger transactions which follow from each other may wait
 * together. It is begun anew with every block; the engine then has all that still waits checked again, in its order.
 */
export class PendingState implements ContractState {
  readonly #writes = new Map<string, JsonValue>();
  readonly #ids = new Set<string>();

  constructor(private readonly committed: ContractState) {}

  get waiting(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  get(key: string): JsonValue | undefined {
    const written = this.#writes.get(key);
    return written === undefined ? this.committed.get(key) : (written ?? undefined);
  }

  add(id: string, writes: readonly StateWrite[]): void {
    this.#ids.add(id);
    for (const { key, value } of writes) this.#writes.set(key, value);
  }
}
