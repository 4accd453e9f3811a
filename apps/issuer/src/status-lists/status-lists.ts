/** A status list of a tenant, as it stands; its bits are the revoked places. */
export interface StatusList {
  tenantId: string;
  /** Decimal, from `1`: the last segment of its address. */
  listId: string;
  size: number;
  /** Version to publish: counts the publications that changed a bit, from 1. */
  version: number;
  /** 0 while none is. */
  anchoredVersion: number;
  /** Revocations that touched the list, and how many of them the version covers. */
  changes: number;
  versionChanges: number;
}

/** Durable when they return, or when the unit of work that they join is. */
export interface StatusLists {
  all(tenantId: string): Promise<StatusList[]>;
  add(list: StatusList): Promise<void>;
  /** Which of the places are taken. */
  taken(tenantId: string, listId: string, indexes: readonly number[]): Promise<Set<number>>;
  /**
   * Takes up what was revoked since: one version more if anything was.
   * @returns the list with the indexes of everything revoked up to its version; `undefined` for an unknown list
   */
  advanceVersion(tenantId: string, listId: string): Promise<{ list: StatusList; revoked: number[] } | undefined>;
  noteAnchored(tenantId: string, listId: string, version: number): Promise<void>;
}
