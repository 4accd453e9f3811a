import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VerifierResponseModes1764300001100 implements MigrationInterface {
  /** Every request that was asked before is answered encrypted. By a plain statement: TypeORM would copy the whole table on SQLite. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "verifier_presentation" ADD COLUMN "responseMode" varchar(16) NOT NULL DEFAULT 'direct_post.jwt'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_presentation" DROP COLUMN "responseMode"');
  }
}
