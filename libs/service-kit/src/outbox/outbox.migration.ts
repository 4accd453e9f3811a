import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_outbox' };

export class KitOutbox1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'kit_outbox',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', ...primary },
          { name: 'id', type: 'varchar', length: '64', ...primary },
          { name: 'kind', type: 'varchar', length: '64' },
          { name: 'payload', type: 'text' },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'dueAt', type: 'bigint' },
          { name: 'createdAt', type: 'bigint' },
          { name: 'attempts', type: 'integer' },
          { name: 'lastErrorCode', type: 'varchar', length: '64', isNullable: true },
        ],
        indices: [{ name: 'ix_kit_outbox_due', columnNames: ['state', 'dueAt'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_outbox');
  }
}
