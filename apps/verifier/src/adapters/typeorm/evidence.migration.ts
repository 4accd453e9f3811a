import { Table, TableIndex, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const varchar = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const primary = (table: string, column: TableColumnOptions): TableColumnOptions => ({
  ...column,
  isPrimary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

const INPUT = new Table({
  name: 'verifier_trust_input',
  columns: [
    primary('verifier_trust_input', varchar('digest', 43)),
    varchar('kind', 24),
    { name: 'content', type: 'text' },
    { name: 'registeredAt', type: 'bigint' },
  ],
  indices: [{ name: 'ix_verifier_trust_input_registered', columnNames: ['registeredAt'] }],
});

const ENTRY = new Table({
  name: 'verifier_trust_entry',
  columns: ['manifest', 'input'].map((name) => primary('verifier_trust_entry', varchar(name, 43))),
  indices: [{ name: 'ix_verifier_trust_entry_input', columnNames: ['input'] }],
});

/** What decisions rest on: public, stored once by digest, nobody's property. */
export class VerifierEvidence1764300001600 implements MigrationInterface {
  /** By a plain statement: TypeORM would copy the whole table on SQLite, and lose the name of its key. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "verifier_evidence" ADD COLUMN "trustManifest" varchar(43)');
    const index = new TableIndex({ name: 'ix_verifier_evidence_trust', columnNames: ['trustManifest'] });
    await runner.createIndex('verifier_evidence', index);
    for (const table of [INPUT, ENTRY]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [ENTRY, INPUT]) await runner.dropTable(name);
    await runner.dropIndex('verifier_evidence', 'ix_verifier_evidence_trust');
    await runner.query('ALTER TABLE "verifier_evidence" DROP COLUMN "trustManifest"');
  }
}
