import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: Readonly<Record<string, string>> = {
  consensus_leaves: '"index" integer NOT NULL, "height" integer NOT NULL, "leaf" text NOT NULL, %("index")',
  consensus_nodes: '"level" integer NOT NULL, "index" integer NOT NULL, "hash" text NOT NULL, %("level", "index")',
  consensus_places: '"id" varchar(43) NOT NULL, "height" integer NOT NULL, "index" integer NOT NULL, %("id")',
  consensus_position: '"name" varchar(32) NOT NULL, "position" text NOT NULL, %("name")',
  consensus_state: '"key" varchar(4096) NOT NULL, "value" text NOT NULL, %("key")',
};

/** The log, its nodes, the state and the position of one validator's replica. */
export class Consensus1764300000950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE "${table}" (${columns.replace('%', `CONSTRAINT "${table}_pk" PRIMARY KEY `)})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE "${table}"`);
  }
}
