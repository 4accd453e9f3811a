import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the reasons of a policy are sealed; what was kept before was judged by none. */
export class VerifierPolicies1764300001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_evidence" ADD COLUMN "sealedAssessment" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_evidence" DROP COLUMN "sealedAssessment"');
  }
}
