import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_webhook_delivery' };
const TIMES = ['secondSecretUntil', 'failingSince', 'disabledAt'];

export class KitWebhookDeliveries1764300001220 implements MigrationInterface {
  /** Columns by plain statements: TypeORM would copy the whole table on SQLite, and lose the name of its key. */
  async up(runner: QueryRunner): Promise<void> {
    for (const name of TIMES) await runner.query(`ALTER TABLE "kit_webhook_endpoint" ADD COLUMN "${name}" bigint`);
    await runner.createTable(
      new Table({
        name: 'kit_webhook_delivery',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', ...primary },
          { name: 'id', type: 'varchar', length: '64', ...primary },
          { name: 'endpointId', type: 'varchar', length: '64' },
          { name: 'eventId', type: 'varchar', length: '64' },
          { name: 'eventType', type: 'varchar', length: '64' },
          { name: 'body', type: 'text' },
          { name: 'attempts', type: 'integer' },
          { name: 'lastAttemptAt', type: 'bigint', isNullable: true },
          { name: 'lastStatus', type: 'integer', isNullable: true },
          { name: 'lastErrorCode', type: 'varchar', length: '64', isNullable: true },
          { name: 'deliveredAt', type: 'bigint', isNullable: true },
          { name: 'createdAt', type: 'bigint' },
        ],
        indices: [{ name: 'ix_kit_webhook_delivery_list', columnNames: ['tenantId', 'endpointId', 'createdAt', 'id'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_webhook_delivery');
    for (const name of TIMES.toReversed()) {
      await runner.query(`ALTER TABLE "kit_webhook_endpoint" DROP COLUMN "${name}"`);
    }
  }
}
