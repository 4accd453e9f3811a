import { assertOurs } from '#primitives';
import { STATUS_INVALID, statusAt } from '#status-list';
import { createStatuses, setStatus } from '#status-list/server';
import type { ChangeCursor, StatusChange, StatusList, StatusLists } from './status-lists.js';

/** A list's statuses as of its version. */
export interface StatusBits {
  list: StatusList;
  /** Changed in place by the next reading. */
  statuses: Uint8Array;
  /** ZLIB data of this version, once somebody has made it. */
  compressed?: Uint8Array | undefined;
}

interface Held extends StatusBits {
  cursor: ChangeCursor;
}

/**
 * The statuses of every list of this instance, brought up to date by what changed since: one flipped bit reads one row. 128 KiB
 * for a list of 2^20 credentials.
 */
export class StatusBitsCache {
  readonly #held = new Map<string, Held>();

  constructor(private readonly statusLists: Pick<StatusLists, 'changesAfter'>) {}

  /**
   * Calls for one list come one after the other.
   * @returns `undefined` for an unknown list
   */
  async read(tenantId: string, listId: string): Promise<StatusBits | undefined> {
    const name = `${tenantId}/${listId}`;
    for (;;) {
      const held = this.#held.get(name);
      const cursor = held?.cursor ?? { version: 0, idx: -1 };
      const page = await this.statusLists.changesAfter(tenantId, listId, cursor);
      if (page === undefined) {
        this.#held.delete(name);
        return undefined;
      }
      const next = held ?? { list: page.list, cursor, statuses: createStatuses(page.list.size, page.list.bits) };
      for (const change of page.changes) apply(next, change);
      next.list = page.list;
      this.#held.set(name, next);
      if (page.changes.length === 0) return next;
    }
  }

  forget(tenantId: string, listId: string): void {
    this.#held.delete(`${tenantId}/${listId}`);
  }
}

function apply(held: Held, { idx, status, version }: StatusChange): void {
  const { statuses, list } = held;
  const before = statusAt({ statuses, bits: list.bits }, idx);
  assertOurs(before !== STATUS_INVALID || status === STATUS_INVALID, 'what was revoked stays revoked');
  setStatus(statuses, list.bits, idx, status);
  held.compressed = undefined;
  held.cursor = { version, idx };
}
