export type { Database, ReadingManager, TransactionWork } from './database.js';
export type { StatementHooks } from './statement-hooks.js';
export { openDatabase, type DatabaseOptions } from './open-database.js';
export { parseDatabaseUrl, type DatabaseLocation } from './database-url.js';
export {
  deleteRows,
  findRow,
  findRows,
  insertNewRows,
  insertNewRowsReturning,
  insertRows,
  updateRows,
  upsertRows,
} from './table-statements.js';
export { epochMilliseconds, wholeNumber } from './columns.js';
