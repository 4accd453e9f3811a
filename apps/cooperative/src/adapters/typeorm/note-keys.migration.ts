import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sealed keys of the log and its cosigners, in the key store. */
export class CooperativeNoteKeys1763700000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "cooperative_note_key" ("name" varchar NOT NULL, "sealed" text NOT NULL, ' +
        'CONSTRAINT "cooperative_note_key_pk" PRIMARY KEY ("name"))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "cooperative_note_key"');
  }
}
