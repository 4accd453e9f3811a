import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const NAME = 'ix_issuer_authorization_subject';

/** Whose codes are out is found without a look at the others. */
export class IssuerAuthorizationSubjects1764300000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const columnNames = ['tenantId', 'subjectRecordId'];
    await runner.createIndex('issuer_authorization', new TableIndex({ name: NAME, columnNames }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('issuer_authorization', NAME);
  }
}
