import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_idempotent_request' };

export class KitIdempotency1764300001210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'kit_idempotent_request',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', ...primary },
          { name: 'key', type: 'varchar', length: '255', ...primary },
          { name: 'digest', type: 'varchar', length: '43' },
          { name: 'attempt', type: 'varchar', length: '22' },
          { name: 'leasedUntil', type: 'bigint' },
          { name: 'answer', type: 'text', isNullable: true },
          { name: 'createdAt', type: 'bigint' },
        ],
        indices: [{ name: 'ix_kit_idempotent_request_age', columnNames: ['tenantId', 'createdAt'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_idempotent_request');
  }
}
