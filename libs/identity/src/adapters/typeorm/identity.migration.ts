import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLES = ['identity_key', 'identity_private_key', 'identity_did', 'identity_did_key'];

export class IdentityTables1763700000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'identity_key',
        columns: [
          primary('kid', '64', 'pk_identity_key'),
          { name: 'kms', type: 'varchar', length: '32' },
          { name: 'type', type: 'varchar', length: '16' },
          { name: 'publicKeyHex', type: 'varchar', length: '130' },
          { name: 'meta', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'identity_private_key',
        columns: [
          primary('alias', '64', 'pk_identity_private_key'),
          { name: 'type', type: 'varchar', length: '16' },
          { name: 'sealed', type: 'varchar', length: '256' },
        ],
      }),
    );
    await this.createDidTables(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropTable(table);
  }

  private async createDidTables(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'identity_did',
        columns: [
          primary('did', '512', 'pk_identity_did'),
          { name: 'alias', type: 'varchar', length: '512', isNullable: true },
          { name: 'provider', type: 'varchar', length: '16' },
          { name: 'controllerKeyId', type: 'varchar', length: '64', isNullable: true },
          { name: 'services', type: 'text' },
        ],
        indices: [new TableIndex({ name: 'uq_identity_did_alias', columnNames: ['alias'], isUnique: true })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'identity_did_key',
        columns: [
          primary('did', '512', 'pk_identity_did_key'),
          primary('use', '64', 'pk_identity_did_key'),
          { name: 'kid', type: 'varchar', length: '64' },
        ],
      }),
    );
  }
}

function primary(name: string, length: string, primaryKeyConstraintName: string) {
  return { name, type: 'varchar', length, isPrimary: true, primaryKeyConstraintName };
}
