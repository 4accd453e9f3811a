import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Grants whose time is over are found without a look at the others; those from before refresh tokens end with their access token. */
export class IssuerGrantEnds1764300000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'UPDATE "issuer_grant" SET "refreshTokenExpiresAt" = "accessTokenExpiresAt" WHERE "refreshTokenExpiresAt" IS NULL',
    );
    const columnNames = ['refreshTokenExpiresAt'];
    await runner.createIndex('issuer_grant', new TableIndex({ name: 'ix_issuer_grant_end', columnNames }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('issuer_grant', 'ix_issuer_grant_end');
  }
}
