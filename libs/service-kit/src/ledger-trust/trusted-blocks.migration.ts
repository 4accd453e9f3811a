import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KitTrustedBlocks1764300001740 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "kit_trusted_blocks" ("genesis" varchar(43) NOT NULL, "blocks" text NOT NULL, CONSTRAINT "pk_kit_trusted_blocks" PRIMARY KEY ("genesis"))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "kit_trusted_blocks"');
  }
}
