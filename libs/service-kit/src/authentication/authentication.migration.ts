import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** API keys and the one-time links that make the first of them. */
export class KitAuthentication1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(apiKeys());
    await runner.createTable(setupLinks());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_setup_link');
    await runner.dropTable('kit_api_key');
  }
}

function apiKeys(): Table {
  const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_api_key' };
  return new Table({
    name: 'kit_api_key',
    columns: [
      { name: 'tenantId', type: 'varchar', length: '64', ...primary },
      { name: 'keyId', type: 'varchar', length: '32', ...primary },
      { name: 'digest', type: 'varchar', length: '64' },
      { name: 'scopes', type: 'text' },
      { name: 'createdAt', type: 'bigint' },
      { name: 'expiresAt', type: 'bigint', isNullable: true },
      { name: 'lastUsedAt', type: 'bigint', isNullable: true },
      { name: 'revokedAt', type: 'bigint', isNullable: true },
    ],
    indices: [{ name: 'uq_kit_api_key_key', columnNames: ['keyId'], isUnique: true }],
  });
}

function setupLinks(): Table {
  const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_setup_link' };
  return new Table({
    name: 'kit_setup_link',
    columns: [
      { name: 'tenantId', type: 'varchar', length: '64', ...primary },
      { name: 'linkId', type: 'varchar', length: '32', ...primary },
      { name: 'digest', type: 'varchar', length: '64' },
      { name: 'scopes', type: 'text' },
      { name: 'createdAt', type: 'bigint' },
      { name: 'expiresAt', type: 'bigint' },
      { name: 'failedAttempts', type: 'integer' },
      { name: 'redeemedAt', type: 'bigint', isNullable: true },
    ],
    indices: [{ name: 'uq_kit_setup_link_link', columnNames: ['linkId'], isUnique: true }],
  });
}
