import type { StateRecordKind, StateRecords } from '#ledger';
import type { JsonValue } from '#primitives';

/** The contract's state, read without a proof. */
export interface LedgerRecords {
  /** @param parts of the record's key after its kind: a DID, an id, a version */
  readRecord<Kind extends StateRecordKind>(
    kind: Kind,
    ...parts: readonly (string | number)[]
  ): Promise<StateRecords[Kind] | undefined>;
  /** Records of one kind in the byte order of their keys, after the given key; `within`: whose keys begin with these parts. */
  listRecords<Kind extends StateRecordKind>(
    kind: Kind,
    page: { within?: readonly string[]; after?: string | undefined; limit: number },
  ): Promise<{ key: string; record: StateRecords[Kind] }[]>;
  /** What stands under a key that is no record's: parameters, rules, counts. */
  readValue(key: string): Promise<JsonValue | undefined>;
}
