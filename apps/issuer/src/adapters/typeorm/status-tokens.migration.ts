import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Status list tokens that the issuer serves itself. */
export class IssuerStatusTokens1764300000702 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const key = { isPrimary: true, primaryKeyConstraintName: 'pk_issuer_status_token' };
    await runner.createTable(
      new Table({
        name: 'issuer_status_token',
        columns: [
          { name: 'tenantId', type: 'varchar', length: '64', ...key },
          { name: 'listId', type: 'varchar', length: '16', ...key },
          { name: 'format', type: 'varchar', length: '8', ...key },
          ...['version', 'issuedAt', 'ttl'].map((name) => ({ name, type: 'integer' })),
          { name: 'digest', type: 'varchar', length: '64' },
          { name: 'token', type: 'text' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('issuer_status_token');
  }
}
