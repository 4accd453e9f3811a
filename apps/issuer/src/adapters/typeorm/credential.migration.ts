import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const KEY = { isPrimary: true, primaryKeyConstraintName: 'pk_issuer_deferred_issuance' };

/** Issuances have a name that wallets tell of, and no places: those are in the status lists. Requests may wait for an operator. */
export class IssuerCredentials1764300000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "issuer_issuance" RENAME COLUMN "requestDigest" TO "id"');
    await runner.query('ALTER TABLE "issuer_issuance" RENAME COLUMN "credentialTypeId" TO "credentialConfigurationId"');
    await runner.query('ALTER TABLE "issuer_issuance" ADD COLUMN "credentialCount" integer NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE "issuer_issuance" ADD COLUMN "notificationEvent" varchar(32)');
    await runner.query('ALTER TABLE "issuer_issuance" ADD COLUMN "notifiedAt" bigint');
    // Each place is written with one `idx`, and neither database need understand JSON for that.
    await runner.query(
      `UPDATE "issuer_issuance" SET "credentialCount" =
         (LENGTH("places") - LENGTH(REPLACE("places", '"idx"', ''))) / 5`,
    );
    await runner.query('ALTER TABLE "issuer_issuance" DROP COLUMN "places"');
    await runner.createTable(deferredIssuances());
  }

  /** The places of what was issued stay where revocation finds them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('issuer_deferred_issuance');
    await runner.query(`ALTER TABLE "issuer_issuance" ADD COLUMN "places" text NOT NULL DEFAULT '[]'`);
    for (const column of ['notifiedAt', 'notificationEvent', 'credentialCount']) {
      await runner.query(`ALTER TABLE "issuer_issuance" DROP COLUMN "${column}"`);
    }
    await runner.query('ALTER TABLE "issuer_issuance" RENAME COLUMN "credentialConfigurationId" TO "credentialTypeId"');
    await runner.query('ALTER TABLE "issuer_issuance" RENAME COLUMN "id" TO "requestDigest"');
  }
}

const text = (name: string, length = '64') => ({ name, type: 'varchar', length });
const time = (name: string) => ({ name, type: 'bigint' });

function deferredIssuances(): Table {
  return new Table({
    name: 'issuer_deferred_issuance',
    columns: [
      { ...text('tenantId'), ...KEY },
      { ...text('id'), ...KEY },
      text('grantId'),
      text('subjectRecordId'),
      text('credentialConfigurationId'),
      { name: 'holderKeys', type: 'text' },
      text('state', '16'),
      time('createdAt'),
      { ...time('decidedAt'), isNullable: true },
      time('expiresAt'),
    ],
    indices: [
      { name: 'ix_issuer_deferred_issuance_subject', columnNames: ['tenantId', 'subjectRecordId'] },
      { name: 'ix_issuer_deferred_issuance_end', columnNames: ['expiresAt'] },
    ],
  });
}
