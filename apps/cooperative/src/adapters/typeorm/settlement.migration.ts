import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shares that asking members showed, and the clearing's distributions. */
export class CooperativeSettlement1763700000305 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "cooperative_issuer_share" ("member" varchar(512) NOT NULL, "period" bigint NOT NULL, ' +
        '"issuer" varchar(512) NOT NULL, "amountCents" bigint NOT NULL, "distributedIn" bigint, ' +
        'CONSTRAINT "cooperative_issuer_share_pk" PRIMARY KEY ("member", "period", "issuer"))',
    );
    await runner.query(
      'CREATE INDEX "cooperative_issuer_share_distribution_ix" ON "cooperative_issuer_share" ("distributedIn")',
    );
    await runner.query(
      'CREATE TABLE "cooperative_distribution" ("period" bigint NOT NULL, "shares" text NOT NULL, ' +
        '"sources" text NOT NULL, "salt" varchar(43) NOT NULL, "state" varchar(16) NOT NULL, "ledgerTransaction" text, ' +
        'CONSTRAINT "cooperative_distribution_pk" PRIMARY KEY ("period"))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "cooperative_distribution"');
    await runner.query('DROP TABLE "cooperative_issuer_share"');
  }
}
