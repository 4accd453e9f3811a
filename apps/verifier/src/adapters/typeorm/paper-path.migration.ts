import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a paper was shown instead; of what was asked before, nobody noted it. */
export class VerifierPaperPath1764300001700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_presentation" ADD COLUMN "paperPathAt" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_presentation" DROP COLUMN "paperPathAt"');
  }
}
