import type { StateRecordKind, StateRecords } from '#ledger';

/** The contract's state, read without a proof. */
export interface LedgerRecords {
  readRecord<Kind extends StateRecordKind>(kind: Kind, id: string): Promise<StateRecords[Kind] | undefined>;
  /** Records of one kind in the byte order of their keys, after the given key. */
  listRecords<Kind extends StateRecordKind>(
    kind: Kind,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ key: string; record: StateRecords[Kind] }[]>;
}
