import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: Readonly<Record<string, string>> = {
  cooperative_explorer_entries:
    '"index" integer NOT NULL, "height" integer NOT NULL, "time" integer NOT NULL, "id" varchar(43) NOT NULL, ' +
    '"kind" varchar(64) NOT NULL, %("index")',
  cooperative_explorer_topics: '"topic" varchar(2048) NOT NULL, "index" integer NOT NULL, %("topic", "index")',
  cooperative_explorer_position: '"version" integer NOT NULL, "position" integer NOT NULL, %("version")',
};

/** The explorer's index, which follows from the log. */
export class CooperativeExplorer1763700000303 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE "${table}" (${columns.replace('%', `CONSTRAINT "${table}_pk" PRIMARY KEY `)})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE "${table}"`);
  }
}
