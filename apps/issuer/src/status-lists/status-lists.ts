/** A status list of a tenant, as it stands. */
export interface StatusList {
  tenantId: string;
  /** Decimal, from `1`: the last segment of its address. */
  listId: string;
  size: number;
  /** 2 where its credentials may be suspended (Token Status List §7.1). */
  bits: 1 | 2;
  /** Counts the publications that changed a status, from 1; 0 before the first. */
  version: number;
  /** 0 while none is. */
  anchoredVersion: number;
  /** Milliseconds since the epoch. No place of an older list of the same width is claimed afterwards. */
  beganAt: number;
}

/** What one place says from a version on. */
export interface StatusChange {
  idx: number;
  status: number;
  version: number;
}

/** Where reading changes stopped: `(version, idx)`, in this order. */
export type ChangeCursor = Pick<StatusChange, 'version' | 'idx'>;

/** Durable when they return, or when the unit of work that they join is. */
export interface StatusLists {
  /** In the order of their numbers. */
  all(tenantId: string): Promise<StatusList[]>;
  /** Does nothing where the list is there already, by another instance. */
  begin(list: StatusList): Promise<void>;
  /**
   * One page of what changed after the cursor, oldest first, and the list's version at the same instant: an empty page says that
   * whatever was read until now is the whole of that version.
   */
  changesAfter(
    tenantId: string,
    listId: string,
    cursor: ChangeCursor,
  ): Promise<{ list: StatusList; changes: StatusChange[] } | undefined>;
  noteAnchored(tenantId: string, listId: string, version: number): Promise<void>;
  /** Deletes a list with all its places, in a unit of work of its own and slowly; the newest list is never retired. */
  retire(tenantId: string, listId: string): Promise<void>;
}
