import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const TOKEN_COLUMNS = ['accessTokenDigest', 'accessTokenKey', 'accessTokenExpiresAt', 'issuedCount'];

/** Grants apart from offers: what was redeemed until now becomes a grant with the offer's identifier, so that its token goes on. */
export class IssuerGrants1764300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(grants());
    await runner.query(
      `INSERT INTO "issuer_grant" ("tenantId", "id", "originKind", "originId", "subjectRecordId", "authorized", "dpopKey",
         "state", "accessTokenDigest", "accessTokenExpiresAt", "createdAt")
       SELECT "tenantId", "id", 'offer', "id", "subjectRecordId",
         '[{"credentialConfigurationId":"' || "credentialTypeId" || '","credentialIdentifiers":null,"issuedInWindow":'
           || "issuedCount" || ',"windowBeganAt":' || "createdAt" || '}]',
         "accessTokenKey", CASE WHEN "state" = 'redeemed' THEN 'active' ELSE 'ended' END,
         "accessTokenDigest", "accessTokenExpiresAt", "createdAt"
       FROM "issuer_offer" WHERE "accessTokenDigest" IS NOT NULL`,
    );
    for (const column of TOKEN_COLUMNS) await runner.query(`ALTER TABLE "issuer_offer" DROP COLUMN "${column}"`);
    await runner.query('ALTER TABLE "issuer_issuance" RENAME COLUMN "offerId" TO "grantId"');
  }

  /** Tokens that were given out are lost: their wallets ask for another offer. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "issuer_issuance" RENAME COLUMN "grantId" TO "offerId"');
    for (const column of ['"accessTokenDigest" varchar(64)', '"accessTokenKey" varchar(64)']) {
      await runner.query(`ALTER TABLE "issuer_offer" ADD COLUMN ${column}`);
    }
    await runner.query('ALTER TABLE "issuer_offer" ADD COLUMN "accessTokenExpiresAt" bigint');
    await runner.query('ALTER TABLE "issuer_offer" ADD COLUMN "issuedCount" integer NOT NULL DEFAULT 0');
    await runner.dropTable('issuer_grant');
  }
}

const text = (name: string, length = '64') => ({ name, type: 'varchar', length });
const time = (name: string) => ({ name, type: 'bigint' });
const optional = <Column extends object>(column: Column) => ({ ...column, isNullable: true });
const key = { isPrimary: true, primaryKeyConstraintName: 'pk_issuer_grant' };

function grants(): Table {
  return new Table({
    name: 'issuer_grant',
    columns: [
      { ...text('tenantId'), ...key },
      { ...text('id'), ...key },
      text('originKind', '16'),
      text('originId'),
      text('subjectRecordId'),
      optional(text('clientId', '512')),
      { name: 'authorized', type: 'text' },
      text('dpopKey'),
      optional(text('attestationKey')),
      text('state', '16'),
      text('accessTokenDigest'),
      time('accessTokenExpiresAt'),
      optional(text('refreshTokenDigest')),
      optional(time('refreshTokenExpiresAt')),
      time('createdAt'),
    ],
    indices: [
      { name: 'uq_issuer_grant_origin', columnNames: ['tenantId', 'originKind', 'originId'], isUnique: true },
      { name: 'ix_issuer_grant_subject', columnNames: ['tenantId', 'subjectRecordId'] },
    ],
  });
}
