import { Table, TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Places apart from whose they are; lists of two widths. What was issued before goes along. */
export class IssuerStatus1764300000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(places());
    await runner.createTable(batches());
    await runner.createTable(decisions());
    await runner.addColumns('issuer_status_list', [
      new TableColumn({ name: 'bits', type: 'integer', default: 1 }),
      new TableColumn({ name: 'beganAt', type: 'bigint', default: 0 }),
    ]);
    for (const statement of [...TAKE_PLACES_ALONG, TAKE_BATCHES_ALONG]) await runner.query(statement);
    await runner.dropColumns('issuer_status_list', ['changes', 'versionChanges']);
    await runner.dropTable('issuer_credential');
  }

  /** The links that were erased meanwhile are not restored: whoever goes back starts with an empty register. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['place', 'batch', 'decision']) await runner.dropTable(`issuer_status_${name}`);
    await runner.dropColumns('issuer_status_list', ['bits', 'beganAt']);
    const counters = ['changes', 'versionChanges'];
    await runner.addColumns(
      'issuer_status_list',
      counters.map((name) => new TableColumn({ name, type: 'integer', default: 0 })),
    );
    await runner.createTable(credentials());
  }
}

/** A version that no instance has signed yet covers what was revoked last; a list's time is taken too late, never too early. */
const TAKE_PLACES_ALONG = [
  'UPDATE "issuer_status_list" SET "version" = "version" + 1 WHERE "changes" > "versionChanges"',
  `UPDATE "issuer_status_list" SET "beganAt" = COALESCE((SELECT MAX("expiresAt") FROM "issuer_credential"), 0)`,
  `INSERT INTO "issuer_status_place" ("tenantId", "listId", "idx", "status", "version")
   SELECT c."tenantId", c."listId", c."idx", CASE WHEN c."revokedAt" IS NULL THEN 0 ELSE 1 END,
     CASE WHEN c."revokedAt" IS NULL THEN NULL ELSE l."version" END
   FROM "issuer_credential" c
   JOIN "issuer_status_list" l ON l."tenantId" = c."tenantId" AND l."listId" = c."listId"`,
];

/** One batch for each place: which of them were signed together is told nowhere but in the issuance. */
const TAKE_BATCHES_ALONG = `INSERT INTO "issuer_status_batch" ("tenantId", "id", "subjectRecordId", "grantId",
    "credentialTypeId", "places", "placeCount", "expiresAt", "state", "decidedAt", "reason")
  SELECT c."tenantId", c."listId" || '-' || c."idx", c."subjectRecordId", NULL, 'residency',
    '[{"listId":"' || c."listId" || '","idx":' || c."idx" || '}]', 1, c."expiresAt",
    CASE WHEN c."revokedAt" IS NULL THEN 'valid' ELSE 'revoked' END, c."revokedAt", c."revocationReason"
  FROM "issuer_credential" c`;

const text = (name: string, length = '64') => ({ name, type: 'varchar', length });
const number = (name: string) => ({ name, type: 'integer' });
const time = (name: string) => ({ name, type: 'bigint' });
const optional = <Column extends object>(column: Column) => ({ ...column, isNullable: true });

function key(primaryKeyConstraintName: string, ...columns: { name: string; type: string; length?: string }[]) {
  return columns.map((column) => ({ ...column, isPrimary: true, primaryKeyConstraintName }));
}

function places(): Table {
  return new Table({
    name: 'issuer_status_place',
    columns: [
      ...key('pk_issuer_status_place', text('tenantId'), text('listId', '16'), number('idx')),
      number('status'),
      optional(number('version')),
    ],
    indices: [
      {
        name: 'ix_issuer_status_place_change',
        columnNames: ['tenantId', 'listId', 'version', 'idx'],
        where: '"version" IS NOT NULL',
      },
    ],
  });
}

function batches(): Table {
  return new Table({
    name: 'issuer_status_batch',
    columns: [
      ...key('pk_issuer_status_batch', text('tenantId'), text('id')),
      text('subjectRecordId'),
      optional(text('grantId')),
      text('credentialTypeId'),
      { name: 'places', type: 'text' },
      number('placeCount'),
      time('expiresAt'),
      text('state', '16'),
      optional(time('decidedAt')),
      optional(text('reason', '32')),
    ],
    indices: [
      { name: 'ix_issuer_status_batch_subject', columnNames: ['tenantId', 'subjectRecordId'] },
      { name: 'ix_issuer_status_batch_grant', columnNames: ['tenantId', 'grantId'] },
      { name: 'ix_issuer_status_batch_end', columnNames: ['expiresAt'] },
    ],
  });
}

function decisions(): Table {
  return new Table({
    name: 'issuer_status_decision',
    columns: [
      ...key('pk_issuer_status_decision', text('tenantId'), text('id')),
      text('batchId'),
      time('decidedAt'),
      { name: 'atOnce', type: 'boolean' },
    ],
  });
}

function credentials(): Table {
  return new Table({
    name: 'issuer_credential',
    columns: [
      ...key('pk_issuer_credential', text('tenantId'), text('listId', '16'), number('idx')),
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
