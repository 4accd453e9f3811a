import { QueryFailedError, QueryResult, type DataSource, type QueryRunner } from 'typeorm';

/** Prepared statements that are kept: the texts are ours and few, but an `IN` list has one text for each length. */
const MAX_STATEMENTS = 500;

interface Statement {
  reader: boolean;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
}

/**
 * Lets SQLite's query runner hand statements to the connection itself. TypeORM's own way announces each one to subscribers and
 * loggers, of which there are none here, and takes longer over that than SQLite over most statements.
 */
export function runStatementsDirectly(dataSource: DataSource): void {
  const { databaseConnection } = dataSource.driver as unknown as {
    databaseConnection: { prepare(text: string): Statement };
  };
  const statements = new Map<string, Statement>();
  const statementOf = (text: string): Statement => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = databaseConnection.prepare(text);
      if (statements.size >= MAX_STATEMENTS) statements.delete(statements.keys().next().value as string);
      statements.set(text, statement);
    }
    return statement;
  };
  const query = (text: string, parameters: unknown[] = [], structured = false): Promise<unknown> => {
    try {
      const result = runStatement(statementOf(text), parameters.map(withoutBoolean));
      return Promise.resolve(structured ? result : result.raw);
    } catch (error) {
      return Promise.reject(new QueryFailedError(text, parameters, error as Error));
    }
  };
  // There is one runner: SQLite has one connection.
  dataSource.createQueryRunner().query = query as QueryRunner['query'];
}

function runStatement(statement: Statement, values: unknown[]): QueryResult {
  const result = new QueryResult();
  if (statement.reader) {
    const rows = statement.all(...values);
    result.raw = rows;
    result.records = rows;
    return result;
  }
  const { changes, lastInsertRowid } = statement.run(...values);
  result.affected = changes;
  result.raw = lastInsertRowid;
  return result;
}

/** SQLite has no booleans. */
function withoutBoolean(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
