import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Operators' sessions, and the forms that were sent in them. */
export class KitSessions1763700000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(sessions());
    await runner.createTable(formUses());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('kit_form_use');
    await runner.dropTable('kit_session');
  }
}

function sessions(): Table {
  const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_session' };
  return new Table({
    name: 'kit_session',
    columns: [
      { name: 'tenantId', type: 'varchar', length: '64', ...primary },
      { name: 'sessionId', type: 'varchar', length: '32', ...primary },
      { name: 'digest', type: 'varchar', length: '64' },
      { name: 'keyId', type: 'varchar', length: '32' },
      { name: 'createdAt', type: 'bigint' },
      { name: 'lastSeenAt', type: 'bigint' },
    ],
    indices: [{ name: 'uq_kit_session_session', columnNames: ['sessionId'], isUnique: true }],
  });
}

function formUses(): Table {
  const primary = { isPrimary: true, primaryKeyConstraintName: 'pk_kit_form_use' };
  return new Table({
    name: 'kit_form_use',
    columns: [
      { name: 'tenantId', type: 'varchar', length: '64', ...primary },
      { name: 'sessionId', type: 'varchar', length: '32', ...primary },
      { name: 'formToken', type: 'varchar', length: '64', ...primary },
      { name: 'outcome', type: 'text' },
      { name: 'createdAt', type: 'bigint' },
    ],
  });
}
