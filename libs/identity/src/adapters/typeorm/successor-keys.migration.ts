import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = 'identity_successor_key';
const PRIMARY = { isPrimary: true, primaryKeyConstraintName: `pk_${TABLE}` };

/** Keys that follow others. Its key is who and which key is followed, so that a key has one successor. */
export class IdentitySuccessorKeys1764300000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: TABLE,
        columns: [
          { name: 'did', type: 'varchar', length: '512', ...PRIMARY },
          { name: 'use', type: 'varchar', length: '64', ...PRIMARY },
          { name: 'previousKid', type: 'varchar', length: '64', ...PRIMARY },
          { name: 'kid', type: 'varchar', length: '64' },
          { name: 'certificate', type: 'text', isNullable: true },
          { name: 'signsFrom', type: 'bigint', isNullable: true },
          { name: 'previousUntil', type: 'bigint', isNullable: true },
          { name: 'previousDestroyed', type: 'boolean' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE);
  }
}
