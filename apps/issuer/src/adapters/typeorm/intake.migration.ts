import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Subject records, suppression marks and imports. */
export class IssuerIntake1763700001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(subjectRecords());
    await runner.createTable(suppressionMarks());
    await runner.createTable(imports());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['issuer_import', 'issuer_suppression_mark', 'issuer_subject_record']) {
      await runner.dropTable(name);
    }
  }
}

function keyColumns(primaryKeyConstraintName: string, ...names: string[]) {
  return names.map((name) => ({ name, type: 'varchar', length: '64', isPrimary: true, primaryKeyConstraintName }));
}

function subjectRecords(): Table {
  return new Table({
    name: 'issuer_subject_record',
    columns: [
      ...keyColumns('pk_issuer_subject_record', 'tenantId', 'id'),
      { name: 'customerLookup', type: 'varchar', length: '64' },
      { name: 'rowDigest', type: 'varchar', length: '64' },
      { name: 'sealed', type: 'text' },
      { name: 'version', type: 'integer' },
      { name: 'updatedAt', type: 'bigint' },
    ],
    indices: [
      {
        name: 'uq_issuer_subject_record_customer',
        columnNames: ['tenantId', 'customerLookup'],
        isUnique: true,
      },
    ],
  });
}

function suppressionMarks(): Table {
  return new Table({
    name: 'issuer_suppression_mark',
    columns: [...keyColumns('pk_issuer_suppression_mark', 'tenantId', 'mark'), { name: 'createdAt', type: 'bigint' }],
  });
}

function imports(): Table {
  return new Table({
    name: 'issuer_import',
    columns: [
      ...keyColumns('pk_issuer_import', 'tenantId', 'id'),
      { name: 'createdAt', type: 'bigint' },
      { name: 'accepted', type: 'integer' },
      { name: 'unchanged', type: 'integer' },
      { name: 'refused', type: 'integer' },
      { name: 'suppressed', type: 'integer' },
      { name: 'sealedProblems', type: 'text', isNullable: true },
      { name: 'problemsUntil', type: 'bigint' },
    ],
    indices: [{ name: 'ix_issuer_import_problems', columnNames: ['problemsUntil'] }],
  });
}
