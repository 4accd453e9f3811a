import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const varchar = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const bigint = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'bigint', isNullable });
const text = (name: string): TableColumnOptions => ({ name, type: 'text' });
const keysOf = (table: string, ...columns: TableColumnOptions[]): TableColumnOptions[] =>
  columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName: `pk_${table}` }));

const TABLES: readonly Table[] = [
  new Table({
    name: 'kit_machine_client',
    columns: [
      ...keysOf('kit_machine_client', varchar('tenantId', 64), varchar('clientId', 32)),
      varchar('name', 100),
      text('keys'),
      text('scopes'),
      bigint('createdAt'),
      bigint('lastUsedAt', true),
      bigint('revokedAt', true),
    ],
    indices: [{ name: 'uq_kit_machine_client_client', columnNames: ['clientId'], isUnique: true }],
  }),
  new Table({
    name: 'kit_used_assertion',
    columns: [...keysOf('kit_used_assertion', varchar('tenantId', 64), varchar('digest', 43)), bigint('expiresAt')],
    indices: [{ name: 'ix_kit_used_assertion_expiry', columnNames: ['tenantId', 'expiresAt'] }],
  }),
  new Table({
    name: 'kit_access_token',
    columns: [
      ...keysOf('kit_access_token', varchar('tenantId', 64), varchar('tokenId', 32)),
      varchar('clientId', 32),
      varchar('digest', 64),
      text('scopes'),
      bigint('expiresAt'),
    ],
    indices: [
      { name: 'uq_kit_access_token_token', columnNames: ['tokenId'], isUnique: true },
      { name: 'ix_kit_access_token_expiry', columnNames: ['tenantId', 'expiresAt'] },
    ],
  }),
];

/** Machines that prove with a key who they are, and what they get for it. */
export class KitMachineClients1764300001230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name);
  }
}
