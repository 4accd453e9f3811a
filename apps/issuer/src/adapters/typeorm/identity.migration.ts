import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Questions to wallets for identity data, the ages that were shown, and which question a sign-in waits for. */
export class IssuerIdentityEvidence1764300001500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(requests());
    await runner.createTable(shown());
    await runner.query('ALTER TABLE "issuer_sign_in" ADD COLUMN "identityRequestId" varchar(64)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "issuer_sign_in" DROP COLUMN "identityRequestId"');
    await runner.dropTable('issuer_shown_identity');
    await runner.dropTable('issuer_identity_request');
  }
}

const text = (name: string, length = '64') => ({ name, type: 'varchar', length });
const long = (name: string) => ({ name, type: 'text' });
const time = (name: string) => ({ name, type: 'bigint' });
const optional = <Column extends object>(column: Column) => ({ ...column, isNullable: true });

function key(primaryKeyConstraintName: string, ...names: string[]) {
  return names.map((name) => ({ ...text(name), isPrimary: true, primaryKeyConstraintName }));
}

function requests(): Table {
  return new Table({
    name: 'issuer_identity_request',
    columns: [
      ...key('pk_issuer_identity_request', 'tenantId', 'id'),
      ...[text('signInId'), text('authorizationId'), text('subjectRecordId'), text('state', '16')],
      ...[optional(text('presentationNonce')), optional(text('stateParameter')), optional(long('responseKey'))],
      ...[optional(text('refusal')), optional(text('responseCodeDigest')), optional(time('returnedAt'))],
      ...[time('createdAt'), time('expiresAt')],
    ],
    indices: [
      { name: 'ix_issuer_identity_request_end', columnNames: ['expiresAt'] },
      { name: 'ix_issuer_identity_request_subject', columnNames: ['tenantId', 'subjectRecordId'] },
    ],
  });
}

function shown(): Table {
  return new Table({
    name: 'issuer_shown_identity',
    columns: [
      ...key('pk_issuer_shown_identity', 'tenantId', 'authorizationId'),
      ...[text('subjectRecordId'), long('sealed'), time('createdAt'), time('expiresAt')],
    ],
    indices: [
      { name: 'ix_issuer_shown_identity_end', columnNames: ['expiresAt'] },
      { name: 'ix_issuer_shown_identity_subject', columnNames: ['tenantId', 'subjectRecordId'] },
    ],
  });
}
