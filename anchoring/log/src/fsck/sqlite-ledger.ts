import { decodeBase64url, encodeBase64url, isCodedError, parseJson, refusal, type JsonValue } from '#primitives';
import { openSqlite, type SqliteDatabase } from '#service-kit/sqlite';
import { beginningOfIds, PLACE_KEY_CHARACTERS } from '../place-key.js';

/** A cooperative keeps bytes as base64url, as all its databases can; a node keeps them as they are. */
type StoredBytes = string | Uint8Array;

export interface StoredLeaf {
  index: number;
  height: number;
  leaf: Uint8Array;
}

/** A cooperative's tables, with a state for everybody who executes there, or those of one validator's application. */
export type TableOwner = 'cooperative' | 'node';

/** A node has one state only, which is its application's. */
export const NODE_REPLICA = 'application';

const TABLES: Record<TableOwner, { prefix: string; places: string; positions: string; state: string }> = {
  cooperative: {
    prefix: 'cooperative_ledger_',
    places: 'SELECT "id" AS "name", "height", "index" FROM "cooperative_ledger_places" ORDER BY "index", "id"',
    positions: 'SELECT "name", "position" FROM "cooperative_ledger_replicas" ORDER BY "name"',
    state: 'SELECT "replica", "key", "value" FROM "cooperative_ledger_state" ORDER BY "replica", "key"',
  },
  node: {
    prefix: 'consensus_',
    places: 'SELECT "key" AS "name", NULL AS "height", "index" FROM "consensus_places" ORDER BY "index", "key"',
    positions: 'SELECT "name", "position" FROM "consensus_position" ORDER BY "name"',
    state: `SELECT '${NODE_REPLICA}' AS "replica", "key", "value" FROM "consensus_state" ORDER BY "key"`,
  },
};

/**
 * The tables of a ledger, as their owner's migrations made them; they are read, and never written. All of it is read as it
 * stood when the file was opened, also where their owner goes on writing.
 */
export class SqliteLedger {
  readonly owner: TableOwner;
  readonly #database: SqliteDatabase;

  /** @throws `database_unreadable` */
  constructor(file: string) {
    this.#database = unreadable(() => openSqlite(file, { readonly: true, fileMustExist: true }));
    try {
      this.owner = unreadable(() => {
        this.#database.exec('BEGIN');
        return this.#findOwner();
      });
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  *leaves(): Iterable<StoredLeaf> {
    type Row = { index: number; height: number; leaf: StoredBytes };
    for (const { index, height, leaf } of this.#rows<Row>(this.#select('leaves', ['index', 'height', 'leaf']))) {
      yield { index, height, leaf: bytesOf(leaf, `leaf ${index}`) };
    }
  }

  /** The lowest level of which subtrees are kept: a node computes the hashes of the leaves. */
  get lowestNodeLevel(): number {
    return this.owner === 'node' ? 1 : 0;
  }

  /** Hashes as base64url. */
  *nodes(): Iterable<{ level: number; index: number; hash: string }> {
    type Row = { level: number; index: number; hash: StoredBytes };
    for (const { level, index, hash } of this.#rows<Row>(this.#select('nodes', ['level', 'index', 'hash']))) {
      yield { level, index, hash: typeof hash === 'string' ? hash : encodeBase64url(hash) };
    }
  }

  /** What the table of places names a ledger transaction by: a node by how its id begins. */
  placeName(id: string): string {
    return this.owner === 'node' ? id.slice(0, PLACE_KEY_CHARACTERS) : id;
  }

  /** By `placeName`; a node keeps the height with the leaf only. */
  *places(): Iterable<{ name: string; height: number | null; index: number }> {
    type Row = { name: string | number; height: number | null; index: number };
    for (const { name, ...place } of this.#rows<Row>(TABLES[this.owner].places)) {
      yield { name: typeof name === 'number' ? beginningOfIds(name) : name, ...place };
    }
  }

  /** How far each replica has come; no JSON is `undefined`, which equals nothing. */
  *positions(): Iterable<{ name: string; position: JsonValue | undefined }> {
    const rows = this.#rows<{ name: string; position: string }>(TABLES[this.owner].positions);
    for (const { name, position } of rows) yield { name, position: jsonOf(position) };
  }

  *state(): Iterable<{ replica: string; key: string; value: JsonValue | undefined }> {
    type Row = { replica: string; key: string; value: string };
    for (const { replica, key, value } of this.#rows<Row>(TABLES[this.owner].state)) {
      yield { replica, key, value: jsonOf(value) };
    }
  }

  close(): void {
    this.#database.close();
  }

  #findOwner(): TableOwner {
    const names = 'SELECT "name" FROM "sqlite_master" WHERE "type" = \'table\' AND "name" = ?';
    const found = (Object.keys(TABLES) as TableOwner[]).find(
      (owner) => this.#database.prepare(names).all(`${TABLES[owner].prefix}leaves`).length > 0,
    );
    if (found === undefined) throw new Error('there are no such tables');
    return found;
  }

  /** In the order of the columns, as far as it is one. */
  #select(table: string, columns: readonly string[]): string {
    const named = columns.map((column) => `"${column}"`);
    return `SELECT ${named.join(', ')} FROM "${TABLES[this.owner].prefix}${table}" ORDER BY ${named.slice(0, 2).join(', ')}`;
  }

  *#rows<Row>(sql: string): Iterable<Row> {
    const statement = unreadable(() => this.#database.prepare(sql));
    yield* statement.iterate() as Iterable<Row>;
  }
}

function unreadable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw refusal('database_unreadable', "The file is neither a cooperative's nor a node's database.", { cause });
  }
}

function bytesOf(stored: StoredBytes, where: string): Uint8Array {
  if (typeof stored !== 'string') return stored;
  try {
    return decodeBase64url(stored);
  } catch (cause) {
    throw refusal('malformed_log_leaf', `The text of ${where} is no base64url.`, { cause });
  }
}

/** @returns `undefined` where it is no JSON, which equals nothing */
function jsonOf(text: string): JsonValue | undefined {
  try {
    return parseJson(text, { maxLength: 16 * 1024 * 1024, maxDepth: 64 });
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
