import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which kind of evidence a date of birth was verified, with each issuance that rests on it. */
export class IssuerEvidence1764300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "issuer_issuance" ADD COLUMN "evidence" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "issuer_issuance" DROP COLUMN "evidence"');
  }
}
