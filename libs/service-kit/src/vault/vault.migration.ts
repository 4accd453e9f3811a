import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const primaryKeyConstraintName = 'pk_kit_subject_key';

/** The key store's only table; it belongs into a database of its own. */
export class KitVault1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'kit_subject_key',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', isPrimary: true, primaryKeyConstraintName },
          { name: 'subjectId', type: 'varchar', length: '64', isPrimary: true, primaryKeyConstraintName },
          { name: 'wrappedKey', type: 'varchar', length: '128', isNullable: true },
          { name: 'epoch', type: 'integer' },
          { name: 'createdAt', type: 'bigint' },
        ],
        indices: [{ name: 'ix_kit_subject_key_epoch', columnNames: ['epoch'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_subject_key');
  }
}
