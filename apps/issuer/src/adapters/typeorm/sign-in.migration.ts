import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Letter codes, the attempts that failed, and browsers that sign in. */
export class IssuerSignIn1764300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(letterCodes());
    await runner.createTable(failures());
    await runner.createTable(signIns());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('issuer_sign_in');
    await runner.dropTable('issuer_sign_in_failure');
    await runner.dropTable('issuer_letter_code');
  }
}

const text = (name: string) => ({ name, type: 'varchar', length: '64' });
const number = (name: string) => ({ name, type: 'integer' });
const time = (name: string) => ({ name, type: 'bigint' });

function key(primaryKeyConstraintName: string, ...names: string[]) {
  return names.map((name) => ({ ...text(name), isPrimary: true, primaryKeyConstraintName }));
}

function letterCodes(): Table {
  return new Table({
    name: 'issuer_letter_code',
    columns: [
      ...key('pk_issuer_letter_code', 'tenantId', 'subjectRecordId'),
      ...[text('codeDigest'), text('beginningDigest'), number('failures')],
      ...[time('createdAt'), time('expiresAt')],
    ],
  });
}

function failures(): Table {
  return new Table({
    name: 'issuer_sign_in_failure',
    columns: [
      ...key('pk_issuer_sign_in_failure', 'tenantId', 'customerLookup', 'originDigest'),
      ...[number('failures'), time('waitUntil'), time('forgetAt')],
    ],
    indices: [{ name: 'ix_issuer_sign_in_failure_end', columnNames: ['forgetAt'] }],
  });
}

function signIns(): Table {
  const optional = <Column extends object>(column: Column) => ({ ...column, isNullable: true });
  const long = (name: string) => ({ name, type: 'text' });
  return new Table({
    name: 'issuer_sign_in',
    columns: [
      ...key('pk_issuer_sign_in', 'tenantId', 'id'),
      ...[text('browserDigest'), text('authorizationId'), optional(long('round')), optional(text('refusedDigest'))],
      ...[optional(long('notice')), optional(long('ending')), optional(time('endedAt')), time('forgetAt')],
    ],
    indices: [{ name: 'ix_issuer_sign_in_end', columnNames: ['forgetAt'] }],
  });
}
