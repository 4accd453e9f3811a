import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: Readonly<Record<string, string>> = {
  cooperative_ledger_leaves: '"index" integer NOT NULL, "height" integer NOT NULL, "leaf" text NOT NULL, %("index")',
  cooperative_ledger_nodes:
    '"level" integer NOT NULL, "index" integer NOT NULL, "hash" text NOT NULL, %("level", "index")',
  cooperative_ledger_places: '"id" varchar(43) NOT NULL, "height" integer NOT NULL, "index" integer NOT NULL, %("id")',
  cooperative_ledger_replicas: '"name" varchar(32) NOT NULL, "position" text NOT NULL, %("name")',
  cooperative_ledger_state:
    '"replica" varchar(32) NOT NULL, "key" varchar(4096) NOT NULL, "value" text NOT NULL, %("replica", "key")',
};

/** The log, its nodes, and the states of engine and cosigners. */
export class CooperativeLedger1763700000302 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE "${table}" (${columns.replace('%', `CONSTRAINT "${table}_pk" PRIMARY KEY `)})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE "${table}"`);
  }
}
