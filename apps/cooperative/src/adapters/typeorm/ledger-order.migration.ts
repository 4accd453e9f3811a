import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The state in the byte order of its keys: SQLite's primary key has it, PostgreSQL's goes by language. */
export class CooperativeLedgerOrder1763700000304 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type !== 'postgres') return;
    await runner.query(
      'CREATE INDEX "cooperative_ledger_state_order_ix" ON "cooperative_ledger_state" ("replica", "key" COLLATE "C")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS "cooperative_ledger_state_order_ix"');
  }
}
