export { openSqlite, type SqliteDatabase, type SqliteOptions, type SqliteStatement } from './open-sqlite.js';
