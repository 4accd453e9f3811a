import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Status lists, as the status provider received them. */
export class CooperativeStatusLists1763700000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "cooperative_status_list" ("uri" varchar NOT NULL, "issuer" varchar NOT NULL, "version" integer NOT NULL, ' +
        '"issuedAt" integer NOT NULL, "ttl" integer NOT NULL, "digest" varchar NOT NULL, "token" text NOT NULL, ' +
        'CONSTRAINT "cooperative_status_list_pk" PRIMARY KEY ("uri"))',
    );
    await runner.query('CREATE INDEX "cooperative_status_list_issuer_ix" ON "cooperative_status_list" ("issuer")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "cooperative_status_list"');
  }
}
