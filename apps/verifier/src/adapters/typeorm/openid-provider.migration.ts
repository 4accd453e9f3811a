import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

type Column = TableColumnOptions;
const varchar = (name: string, length: number): Column => ({ name, type: 'varchar', length: String(length) });
const bigint = (name: string): Column => ({ name, type: 'bigint' });
const nullable = (column: Column): Column => ({ ...column, isNullable: true });
const primary = (column: Column): Column => ({
  ...column,
  isPrimary: true,
  primaryKeyConstraintName: 'pk_verifier_oidc_record',
});

const OIDC_RECORD = new Table({
  name: 'verifier_oidc_record',
  columns: [
    primary(varchar('tenantId', 64)),
    primary(varchar('kind', 40)),
    primary(varchar('idDigest', 43)),
    nullable(varchar('grantDigest', 43)),
    { name: 'sealed', type: 'text' },
    nullable(bigint('consumedAt')),
    bigint('expiresAt'),
  ],
  indices: [
    { name: 'ix_verifier_oidc_record_grant', columnNames: ['tenantId', 'grantDigest'] },
    { name: 'ix_verifier_oidc_record_expiry', columnNames: ['expiresAt'] },
  ],
});

/** What the OpenID Connect bridge keeps: requests, codes, tokens, and its sealed keys. */
export class OpenidProvider1764300001400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(OIDC_RECORD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('verifier_oidc_record');
  }
}
