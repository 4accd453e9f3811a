import { stateKey, type StateRecordKind, type StateRecords } from '#ledger';
import type { Database } from '#service-kit/database';
import type { LedgerRecords } from '../../ledger/ledger-records.js';
import { LedgerStateRow } from './ledger.entities.js';

/** The engine's own state, as it is stored. */
const REPLICA = 'engine';

export class TypeormLedgerRecords implements LedgerRecords {
  constructor(private readonly database: Database) {}

  async readRecord<Kind extends StateRecordKind>(kind: Kind, id: string): Promise<StateRecords[Kind] | undefined> {
    const key = stateKey(kind, id);
    const row = await this.database.tx((manager) => manager.findOneBy(LedgerStateRow, { replica: REPLICA, key }));
    return (row?.value ?? undefined) as StateRecords[Kind] | undefined;
  }

  async listRecords<Kind extends StateRecordKind>(
    kind: Kind,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ key: string; record: StateRecords[Kind] }[]> {
    // Keys of a kind lie between `kind/` and `kind0`: the digit follows the slash in ASCII. Members, issuers and contracts
    // are few, so the page is cut here; PostgreSQL compares by language unless told to compare bytes.
    const range = { replica: REPLICA, after: page.after ?? `${kind}/`, end: `${kind}0` };
    const key = this.database.kind === 'postgres' ? 'entry.key COLLATE "C"' : 'entry.key';
    const found = await this.database.tx((manager) =>
      manager
        .createQueryBuilder(LedgerStateRow, 'entry')
        .where(`entry.replica = :replica AND ${key} > :after AND ${key} < :end`, range)
        .getMany(),
    );
    const rows = found.sort((left, right) => (left.key < right.key ? -1 : 1)).slice(0, page.limit);
    return rows.map(({ key, value }) => ({ key, record: value as StateRecords[Kind] }));
  }
}
