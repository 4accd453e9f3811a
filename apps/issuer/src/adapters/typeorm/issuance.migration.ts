import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Offers, one-time values, issuances with their places, status lists. */
export class IssuerIssuance1763700001002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [offers(), oneTimeValues(), issuances(), credentials(), statusLists()]) {
      await runner.createTable(table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['status_list', 'credential', 'issuance', 'one_time_value', 'offer']) {
      await runner.dropTable(`issuer_${name}`);
    }
  }
}

const text = (name: string, length = '64') => ({ name, type: 'varchar', length });
const number = (name: string) => ({ name, type: 'integer' });
const time = (name: string) => ({ name, type: 'bigint' });
const optional = <Column extends object>(column: Column) => ({ ...column, isNullable: true });

function key(primaryKeyConstraintName: string, ...columns: { name: string; type: string; length?: string }[]) {
  return columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName }));
}

function offers(): Table {
  return new Table({
    name: 'issuer_offer',
    columns: [
      ...key('pk_issuer_offer', text('tenantId'), text('id')),
      text('subjectRecordId'),
      text('credentialTypeId'),
      text('state', '16'),
      text('transactionCodeDigest'),
      number('failedAttempts'),
      time('createdAt'),
      time('expiresAt'),
      optional(text('accessTokenDigest')),
      optional(text('accessTokenKey')),
      optional(time('accessTokenExpiresAt')),
      number('issuedCount'),
    ],
    indices: [{ name: 'ix_issuer_offer_subject', columnNames: ['tenantId', 'subjectRecordId'] }],
  });
}

function oneTimeValues(): Table {
  return new Table({
    name: 'issuer_one_time_value',
    columns: [
      ...key('pk_issuer_one_time_value', text('tenantId'), text('kind', '16'), text('digest')),
      time('expiresAt'),
    ],
    indices: [{ name: 'ix_issuer_one_time_value_end', columnNames: ['expiresAt'] }],
  });
}

function issuances(): Table {
  return new Table({
    name: 'issuer_issuance',
    columns: [
      ...key('pk_issuer_issuance', text('tenantId'), text('offerId'), text('requestDigest')),
      text('subjectRecordId'),
      text('credentialTypeId'),
      { name: 'places', type: 'text' },
      time('createdAt'),
      time('expiresAt'),
    ],
  });
}

function credentials(): Table {
  return new Table({
    name: 'issuer_credential',
    columns: [
      ...key('pk_issuer_credential', text('tenantId'), text('listId', '16'), { name: 'idx', type: 'integer' }),
      text('subjectRecordId'),
      time('expiresAt'),
      optional(time('revokedAt')),
      optional(text('revocationReason', '32')),
    ],
    indices: [
      { name: 'ix_issuer_credential_subject', columnNames: ['tenantId', 'subjectRecordId'] },
      { name: 'ix_issuer_credential_revoked', columnNames: ['tenantId', 'listId', 'revokedAt'] },
    ],
  });
}

function statusLists(): Table {
  return new Table({
    name: 'issuer_status_list',
    columns: [
      ...key('pk_issuer_status_list', text('tenantId'), text('listId', '16')),
      number('size'),
      number('version'),
      number('anchoredVersion'),
      number('changes'),
      number('versionChanges'),
    ],
  });
}
