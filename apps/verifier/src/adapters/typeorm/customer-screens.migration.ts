import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const varchar = (name: string, length: number): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
});
const primary = (column: TableColumnOptions): TableColumnOptions => ({
  ...{ ...column, isPrimary: true },
  primaryKeyConstraintName: 'pk_verifier_customer_screen',
});

const CUSTOMER_SCREEN = new Table({
  name: 'verifier_customer_screen',
  columns: [
    primary(varchar('tenantId', 64)),
    primary(varchar('id', 32)),
    varchar('verificationId', 32),
    varchar('startDigest', 43),
    { ...varchar('sessionDigest', 43), isNullable: true },
    { name: 'expiresAt', type: 'bigint' },
  ],
  indices: [{ name: 'ix_verifier_customer_screen_expiry', columnNames: ['expiresAt'] }],
  uniques: [{ name: 'uq_verifier_customer_screen_verification', columnNames: ['tenantId', 'verificationId'] }],
});

/** One screen for the code of one verification. */
export class CustomerScreens1764300001710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(CUSTOMER_SCREEN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('verifier_customer_screen');
  }
}
