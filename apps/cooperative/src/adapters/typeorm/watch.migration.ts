import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the watcher of other services remembers, alarms of forks among it. */
export class CooperativeWatch1764300001741 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "cooperative_watch" ("genesis" varchar(43) NOT NULL, "state" text NOT NULL, ' +
        'CONSTRAINT "cooperative_watch_pk" PRIMARY KEY ("genesis"))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "cooperative_watch"');
  }
}
