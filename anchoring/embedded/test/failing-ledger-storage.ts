import { SqliteLedgerStorage, type StoredBlock } from '#anchoring/embedded';

/** The engine's storage in memory, whose writes fail when they are told to, and whose rows a test may alter. */
export class FailingLedgerStorage extends SqliteLedgerStorage {
  /** `before` and `after` the commit of the next block, throws once. */
  failNext: 'before' | 'after' | undefined;
  blocks = 0;

  constructor() {
    super(':memory:');
  }

  override async appendBlock(block: StoredBlock): Promise<void> {
    if (this.#fails('before')) throw new Error('the disk failed before the commit');
    await super.appendBlock(block);
    this.blocks++;
    if (this.#fails('after')) throw new Error('the connection failed after the commit');
  }

  /** @returns how many rows changed */
  alter(sql: string, ...values: unknown[]): number {
    return this.database.prepare(sql).run(...values).changes;
  }

  #fails(when: 'before' | 'after'): boolean {
    if (this.failNext !== when) return false;
    this.failNext = undefined;
    return true;
  }
}
