import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: Readonly<Record<string, string>> = {
  consensus_leaves: '"index" integer NOT NULL, "height" integer NOT NULL, "leaf" text NOT NULL, %("index")',
  consensus_nodes: '"level" integer NOT NULL, "index" integer NOT NULL, "hash" text NOT NULL, %("level", "index")',
  consensus_places: '"id" varchar(43) NOT NULL, "height" integer NOT NULL, "index" integer NOT NULL, %("id")',
  consensus_position: '"name" varchar(32) NOT NULL, "position" text NOT NULL, %("name")',
  consensus_state: '"key" varchar(4096) NOT NULL, "value" text NOT NULL, %("key")',
};

/** Whose key is no whole number: SQLite would keep the key once more, in an index beside the rows (SQLite, "Clustered Indexes"). */
const CLUSTERED = ['consensus_nodes', 'consensus_places', 'consensus_state'];

/** The log, its nodes, the state and the position of one validator's replica. */
export class Consensus1764300000950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    for (const [table, columns] of Object.entries(TABLES)) {
      const rows = isSqlite && CLUSTERED.includes(table) ? ' WITHOUT ROWID' : '';
      const named = columns.replace('%', `CONSTRAINT "${table}_pk" PRIMARY KEY `);
      await runner.query(`CREATE TABLE "${table}" (${named})${rows}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE "${table}"`);
  }
}
