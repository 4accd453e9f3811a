import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Statement {
  all(...values: unknown[]): unknown[];
}
interface Sqlite {
  prepare(sql: string): Statement;
  close(): void;
}
/** The package has no types; these are the methods used here. */
const openSqlite = createRequire(import.meta.url)('better-sqlite3') as (
  file: string,
  options: { readonly: boolean },
) => Sqlite;

/** A service's database read beside the service, again and again: what must hold is looked up on the disk. */
export class Tables {
  #open: { file: string; database: Sqlite; statements: Map<string, Statement> } | undefined;

  /** @param folder where the service's files lie at this moment @param name of the database's file */
  constructor(
    private readonly folder: () => string,
    private readonly name: string,
  ) {}

  rows<Row>(sql: string, ...values: unknown[]): Row[] {
    const file = join(this.folder(), this.name);
    if (this.#open?.file !== file) {
      this.close();
      this.#open = { file, database: openSqlite(file, { readonly: true }), statements: new Map() };
    }
    const { database, statements } = this.#open;
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = database.prepare(sql)));
    return statement.all(...values) as Row[];
  }

  close(): void {
    this.#open?.database.close();
    this.#open = undefined;
  }
}
