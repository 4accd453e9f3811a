import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_webhook_endpoint' };

export class KitWebhooks1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'kit_webhook_endpoint',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', ...primary },
          { name: 'id', type: 'varchar', length: '64', ...primary },
          { name: 'url', type: 'varchar', length: '2048' },
          { name: 'events', type: 'text' },
          { name: 'sealedSecrets', type: 'text' },
          { name: 'createdAt', type: 'bigint' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_webhook_endpoint');
  }
}
