import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Authorizations, and by which grant an offer may be picked up. */
export class IssuerAuthorizations1764300000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(authorizations());
    await runner.query(
      `ALTER TABLE "issuer_offer" ADD COLUMN "grantTypes" varchar(64) NOT NULL DEFAULT 'pre-authorized_code'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "issuer_offer" DROP COLUMN "grantTypes"');
    await runner.dropTable('issuer_authorization');
  }
}

const text = (name: string, length = '64') => ({ name, type: 'varchar', length });
const time = (name: string) => ({ name, type: 'bigint' });
const optional = <Column extends object>(column: Column) => ({ ...column, isNullable: true });
const key = { isPrimary: true, primaryKeyConstraintName: 'pk_issuer_authorization' };

function authorizations(): Table {
  return new Table({
    name: 'issuer_authorization',
    columns: [
      { ...text('tenantId'), ...key },
      { ...text('id'), ...key },
      text('state', '16'),
      text('clientId', '512'),
      { name: 'redirectUri', type: 'text' },
      optional({ name: 'stateParameter', type: 'text' }),
      text('codeChallenge'),
      optional(text('dpopKey')),
      optional(text('attestationKey')),
      { name: 'asked', type: 'text' },
      optional(text('offerId')),
      optional(text('subjectRecordId')),
      time('expiresAt'),
      time('createdAt'),
    ],
    indices: [{ name: 'ix_issuer_authorization_end', columnNames: ['expiresAt'] }],
  });
}
