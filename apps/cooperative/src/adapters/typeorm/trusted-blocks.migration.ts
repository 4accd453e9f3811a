import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocks of the network that lead from the genesis to the newest one that was verified. */
export class CooperativeTrustedBlocks1764300001720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "cooperative_trusted_blocks" ("height" bigint NOT NULL, "isBridge" boolean NOT NULL, ' +
        '"block" text NOT NULL, CONSTRAINT "cooperative_trusted_blocks_pk" PRIMARY KEY ("height"))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "cooperative_trusted_blocks"');
  }
}
