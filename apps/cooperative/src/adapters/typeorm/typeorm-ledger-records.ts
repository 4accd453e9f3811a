import { stateKey, type StateRecordKind, type StateRecords } from '#ledger';
import type { JsonValue } from '#primitives';
import type { Database } from '#service-kit/database';
import type { LedgerRecords } from '../../ledger/ledger-records.js';
import { LedgerStateRow } from './ledger.entities.js';

/** The engine's own state, as it is stored. */
const REPLICA = 'engine';

export class TypeormLedgerRecords implements LedgerRecords {
  readonly #page: string;

  constructor(private readonly database: Database) {
    // PostgreSQL compares by language unless told to compare bytes; an index keeps this order (ledger-order.migration.ts).
    const [key, parameters] =
      database.kind === 'postgres' ? ['"key" COLLATE "C"', ['$1', '$2', '$3', '$4']] : ['"key"', ['?', '?', '?', '?']];
    const [replica, after, end, limit] = parameters;
    this.#page =
      `SELECT "key", "value" FROM "cooperative_ledger_state" WHERE "replica" = ${replica} AND ${key} > ${after} ` +
      `AND ${key} < ${end} ORDER BY ${key} LIMIT ${limit}`;
  }

  async readRecord<Kind extends StateRecordKind>(
    kind: Kind,
    ...parts: readonly (string | number)[]
  ): Promise<StateRecords[Kind] | undefined> {
    return (await this.readValue(stateKey(kind, ...parts))) as StateRecords[Kind] | undefined;
  }

  async listRecords<Kind extends StateRecordKind>(
    kind: Kind,
    page: { within?: readonly string[]; after?: string | undefined; limit: number },
  ): Promise<{ key: string; record: StateRecords[Kind] }[]> {
    // Keys under a prefix lie between `prefix/` and `prefix0`: the digit follows the slash in ASCII.
    const prefix = stateKey(kind, ...(page.within ?? []));
    const start = `${prefix}/`;
    const after = page.after?.startsWith(start) === true ? page.after : start;
    const values = [REPLICA, after, `${prefix}0`, page.limit];
    const rows = await this.database.read((manager) =>
      manager.query<{ key: string; value: string }[]>(this.#page, values),
    );
    return rows.map(({ key, value }) => ({ key, record: JSON.parse(value) as StateRecords[Kind] }));
  }

  async readValue(key: string): Promise<JsonValue | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(LedgerStateRow, { replica: REPLICA, key }));
    return (row?.value ?? undefined) as JsonValue | undefined;
  }
}
