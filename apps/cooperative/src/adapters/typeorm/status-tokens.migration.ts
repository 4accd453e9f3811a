import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

const COLUMNS = '"uri", "issuer", "version", "issuedAt", "ttl", "digest", "token"';

/** A list's newest token in each format; the lists that are there were JWTs. */
export class CooperativeStatusTokens1764300000701 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const key = { isPrimary: true, primaryKeyConstraintName: 'pk_cooperative_status_token' };
    await runner.createTable(
      new Table({
        name: 'cooperative_status_token',
        columns: [
          { name: 'uri', type: 'varchar', length: '1024', ...key },
          { name: 'format', type: 'varchar', length: '8', ...key },
          { name: 'issuer', type: 'varchar' },
          ...['version', 'issuedAt', 'ttl'].map((name) => ({ name, type: 'integer' })),
          { name: 'digest', type: 'varchar' },
          { name: 'token', type: 'text' },
        ],
        indices: [{ name: 'ix_cooperative_status_token_issuer', columnNames: ['issuer'] }],
      }),
    );
    await runner.query(
      `INSERT INTO "cooperative_status_token" (${COLUMNS}, "format") SELECT ${COLUMNS}, 'jwt' FROM "cooperative_status_list"`,
    );
    await runner.dropTable('cooperative_status_list');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "cooperative_status_list" ("uri" varchar NOT NULL, "issuer" varchar NOT NULL, "version" integer NOT NULL, ' +
        '"issuedAt" integer NOT NULL, "ttl" integer NOT NULL, "digest" varchar NOT NULL, "token" text NOT NULL, ' +
        'CONSTRAINT "cooperative_status_list_pk" PRIMARY KEY ("uri"))',
    );
    await runner.query('CREATE INDEX "cooperative_status_list_issuer_ix" ON "cooperative_status_list" ("issuer")');
    await runner.query(
      `INSERT INTO "cooperative_status_list" (${COLUMNS}) SELECT ${COLUMNS} FROM "cooperative_status_token" WHERE "format" = 'jwt'`,
    );
    await runner.dropTable('cooperative_status_token');
  }
}
