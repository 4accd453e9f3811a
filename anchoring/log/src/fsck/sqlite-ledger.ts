import { createRequire } from 'node:module';
import { decodeBase64url, isCodedError, parseJson, refusal, type JsonValue } from '#primitives';

/** What is used of better-sqlite3, which ships no types. */
interface SqliteDatabase {
  prepare(sql: string): { all(): unknown[]; iterate(): Iterable<unknown> };
  close(): void;
}
type OpenSqlite = new (path: string, options: { readonly: boolean; fileMustExist: boolean }) => SqliteDatabase;
const Database = createRequire(import.meta.url)('better-sqlite3') as OpenSqlite;

export interface StoredLeaf {
  index: number;
  height: number;
  leaf: Uint8Array;
}

/** The cooperative's tables, as its migrations made them; they are read, and never written. */
export class SqliteLedger {
  readonly #database: SqliteDatabase;

  /** @throws `database_unreadable` */
  constructor(file: string) {
    this.#database = unreadable(() => new Database(file, { readonly: true, fileMustExist: true }));
  }

  *leaves(): Iterable<StoredLeaf> {
    type Row = { index: number; height: number; leaf: string };
    for (const { index, height, leaf } of this.#rows<Row>(
      'SELECT "index", "height", "leaf" FROM "cooperative_ledger_leaves" ORDER BY "index"',
    )) {
      yield { index, height, leaf: bytesOf(leaf, `leaf ${index}`) };
    }
  }

  nodes(): Iterable<{ level: number; index: number; hash: string }> {
    return this.#rows('SELECT "level", "index", "hash" FROM "cooperative_ledger_nodes" ORDER BY "level", "index"');
  }

  places(): Iterable<{ id: string; height: number; index: number }> {
    return this.#rows('SELECT "id", "height", "index" FROM "cooperative_ledger_places" ORDER BY "index"');
  }

  replicas(): Iterable<{ name: string; position: string }> {
    return this.#rows('SELECT "name", "position" FROM "cooperative_ledger_replicas" ORDER BY "name"');
  }

  *state(): Iterable<{ replica: string; key: string; value: JsonValue | undefined }> {
    type Row = { replica: string; key: string; value: string };
    for (const { replica, key, value } of this.#rows<Row>(
      'SELECT "replica", "key", "value" FROM "cooperative_ledger_state" ORDER BY "replica", "key"',
    )) {
      yield { replica, key, value: jsonOf(value) };
    }
  }

  close(): void {
    this.#database.close();
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
    throw refusal('database_unreadable', "The file is not a cooperative's database.", { cause });
  }
}

function bytesOf(text: string, where: string): Uint8Array {
  try {
    return decodeBase64url(text);
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
