import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const column = (name: string, type: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type,
  ...more,
});
const varchar = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions =>
  column(name, 'varchar', { length: String(length), ...more });
const key = (table: string) => ({ isPrimary: true, primaryKeyConstraintName: `pk_${table}` });
const nullable = { isNullable: true };

const PAYABLE_PROOF = new Table({
  name: 'verifier_payable_proof',
  columns: [
    varchar('tenantId', 64, key('verifier_payable_proof')),
    varchar('id', 22, key('verifier_payable_proof')),
    varchar('contractId', 64),
    column('contractVersion', 'integer'),
    varchar('issuer', 512),
  ],
});

const SETTLEMENT = new Table({
  name: 'verifier_settlement',
  columns: [
    varchar('tenantId', 64, key('verifier_settlement')),
    column('period', 'bigint', key('verifier_settlement')),
    column('amountCents', 'bigint'),
    ...['contracts', 'counts'].map((name) => column(name, 'text')),
    varchar('countsSalt', 43),
    column('shares', 'text'),
    varchar('sharesSalt', 43),
    varchar('state', 16),
    column('ledgerTransaction', 'text', nullable),
    varchar('ledgerTransactionId', 64, nullable),
  ],
});

/** What is to be paid, and what was settled. */
export class VerifierSettlement1763700000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [PAYABLE_PROOF, SETTLEMENT]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [SETTLEMENT, PAYABLE_PROOF]) await runner.dropTable(name);
  }
}
