import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

type Column = TableColumnOptions;
const varchar = (name: string, length: number): Column => ({ name, type: 'varchar', length: String(length) });
const bigint = (name: string): Column => ({ name, type: 'bigint' });
const nullable = (column: Column): Column => ({ ...column, isNullable: true });
const primary = (column: Column): Column => ({
  ...column,
  isPrimary: true,
  primaryKeyConstraintName: 'pk_verifier_hosted_page',
});

const HOSTED_PAGE = new Table({
  name: 'verifier_hosted_page',
  columns: [
    primary(varchar('tenantId', 64)),
    primary(varchar('id', 32)),
    varchar('presentationId', 32),
    { name: 'attempts', type: 'integer' },
    nullable({ name: 'sealedWanted', type: 'text' }),
    nullable(varchar('returnUrl', 2048)),
    varchar('devices', 8),
    varchar('startDigest', 43),
    nullable(varchar('sessionDigest', 43)),
    nullable(varchar('walletCodeDigest', 43)),
    nullable(bigint('returnedAt')),
    nullable(varchar('resultCodeDigest', 43)),
    nullable(bigint('resultCodeExpiresAt')),
    nullable(bigint('redeemedAt')),
    bigint('createdAt'),
    bigint('expiresAt'),
  ],
  indices: [{ name: 'ix_verifier_hosted_page_expiry', columnNames: ['expiresAt'] }],
});

export class HostedPages1763700000500 implements MigrationInterface {
  /**
   * A request that was asked before belongs to no page. By plain statements: TypeORM would copy the whole table on SQLite, and
   * lose the name of its key.
   */
  async up(runner: QueryRunner): Promise<void> {
    const no = runner.dataSource.options.type === 'postgres' ? 'false' : '(0)';
    await runner.query('ALTER TABLE "verifier_presentation" ADD COLUMN "pageId" varchar(32)');
    await runner.query(`ALTER TABLE "verifier_presentation" ADD COLUMN "codeAwaited" boolean NOT NULL DEFAULT ${no}`);
    await runner.createTable(HOSTED_PAGE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('verifier_hosted_page');
    await runner.query('ALTER TABLE "verifier_presentation" DROP COLUMN "codeAwaited"');
    await runner.query('ALTER TABLE "verifier_presentation" DROP COLUMN "pageId"');
  }
}
