import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns in the order in which they are added; what was asked before has no policy, expects nobody and is its page's last. */
const COLUMNS = [
  ['policyId', 'varchar(64)'],
  ['policyVersion', 'integer'],
  ['sealedExpected', 'text'],
  ['askableUntil', 'bigint'],
] as const;

export class VerifierVerifications1764300001200 implements MigrationInterface {
  /** By plain statements: TypeORM would copy the whole table on SQLite, and lose the name of its key. */
  async up(runner: QueryRunner): Promise<void> {
    const no = runner.dataSource.options.type === 'postgres' ? 'false' : '(0)';
    for (const [name, type] of COLUMNS) {
      await runner.query(`ALTER TABLE "verifier_presentation" ADD COLUMN "${name}" ${type}`);
    }
    await runner.query(`ALTER TABLE "verifier_presentation" ADD COLUMN "replaced" boolean NOT NULL DEFAULT ${no}`);
    // Of a page that asked again before this, only the newest request is its verification.
    const newest = 'SELECT "presentationId" FROM "verifier_hosted_page" "page" WHERE "page"."tenantId" = ';
    await runner.query(
      `UPDATE "verifier_presentation" SET "replaced" = ${no === 'false' ? 'true' : '1'} WHERE "pageId" IS NOT NULL ` +
        `AND "id" NOT IN (${newest}"verifier_presentation"."tenantId")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_presentation" DROP COLUMN "replaced"');
    for (const [name] of COLUMNS.toReversed()) {
      await runner.query(`ALTER TABLE "verifier_presentation" DROP COLUMN "${name}"`);
    }
  }
}
