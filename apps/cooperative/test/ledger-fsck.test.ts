import { copyFile, mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runLedgerFsck } from '#anchoring/log';
import { LivedLedger, run } from './lived-ledger.js';

interface Sqlite {
  prepare(sql: string): { run(...values: unknown[]): { changes: number } };
  pragma(sql: string): unknown;
  close(): void;
}
const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string) => Sqlite;

let lived: LivedLedger;
beforeAll(async () => {
  lived = await LivedLedger.open();
}, 60_000);
afterAll(() => lived.close());

/** A copy of the database, as a backup makes it, with one thing changed in it. */
async function spoiled(sql: string, ...values: unknown[]): Promise<string> {
  await lived.data.database.truncateCheckpoint();
  const copy = join(await mkdtemp(join(tmpdir(), 'incola-fsck-copy-')), 'copy.sqlite');
  await copyFile(join(lived.folder, 'cooperative.sqlite'), copy);
  const database = new Database(copy);
  database.pragma('journal_mode = DELETE');
  expect(sql === '' ? 1 : database.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  database.close();
  return copy;
}

describe('a ledger on its files alone', () => {
  it('is right as the cooperative wrote it, while it runs, in its folder and in a copy', async () => {
    const checkpoint = join(lived.folder, 'checkpoint.txt');
    for (const place of [lived.folder, await spoiled('')]) {
      const { code, lines, result } = await run(
        runLedgerFsck,
        place,
        '--trust',
        lived.trustFile,
        '--attestation',
        checkpoint,
      );
      expect([code, result]).toEqual([
        0,
        expect.objectContaining({ ok: true, votes: 1, paidCents: 1000, distributedCents: 900 }),
      ]);
      expect(lines.join('\n')).toMatch(/house-rules \(adopt_text\): adopted; service_providers 2 yes, 0 no/);
      expect(lines.join('\n')).toMatch(/signed by all three colleges/);
    }
  });

  const state =
    'UPDATE "cooperative_ledger_state" SET "value" = replace("value", ?, ?) WHERE "replica" = ? AND "key" = ?';
  it.each<[what: string, code: string, where: RegExp, sql: string, values: unknown[]]>([
    [
      'a flipped byte in a leaf',
      'malformed_log_leaf',
      /[Ll]eaf 6\b/,
      'UPDATE "cooperative_ledger_leaves" SET "leaf" = \'QUFB\' WHERE "index" = 6',
      [],
    ],
    [
      'another signature in a leaf',
      'log_diverges',
      /block 4/,
      'UPDATE "cooperative_ledger_leaves" SET "leaf" = (SELECT "leaf" FROM "cooperative_ledger_leaves" WHERE "index" = 1) WHERE "index" = 7',
      [],
    ],
    ['a missing leaf', 'leaf_missing', /Leaf 5 /, 'DELETE FROM "cooperative_ledger_leaves" WHERE "index" = 5', []],
    [
      'a log cut off in the middle of a block',
      'log_incomplete',
      /end/,
      'DELETE FROM "cooperative_ledger_leaves" WHERE "index" = (SELECT MAX("index") FROM "cooperative_ledger_leaves")',
      [],
    ],
    [
      'a block cut off',
      'node_wrong',
      /subtree/,
      'DELETE FROM "cooperative_ledger_leaves" WHERE "height" = (SELECT MAX("height") FROM "cooperative_ledger_leaves")',
      [],
    ],
    [
      'a leaf of another height',
      'leaf_height_wrong',
      /Leaf 3 /,
      'UPDATE "cooperative_ledger_leaves" SET "height" = 9 WHERE "index" = 3',
      [],
    ],
    [
      'a changed subtree',
      'node_wrong',
      /1\/2/,
      'UPDATE "cooperative_ledger_nodes" SET "hash" = ? WHERE "level" = 1 AND "index" = 2',
      ['A'.repeat(43)],
    ],
    [
      'a missing subtree',
      'node_wrong',
      /2\/1 is missing/,
      'DELETE FROM "cooperative_ledger_nodes" WHERE "level" = 2 AND "index" = 1',
      [],
    ],
    [
      'a moved ledger transaction',
      'place_wrong',
      /leaf 99/,
      'UPDATE "cooperative_ledger_places" SET "index" = 99 WHERE "index" = 3',
      [],
    ],
    ['a missing place', 'place_wrong', /missing/, 'DELETE FROM "cooperative_ledger_places" WHERE "index" = 3', []],
    [
      'a cosigner that stands elsewhere',
      'replica_wrong',
      /citizens/,
      'UPDATE "cooperative_ledger_replicas" SET "position" = replace("position", \'"height":\', \'"height":1\') WHERE "name" = \'citizens\'',
      [],
    ],
    [
      'a missing cosigner',
      'replica_wrong',
      /citizens is missing/,
      'DELETE FROM "cooperative_ledger_replicas" WHERE "name" = \'citizens\'',
      [],
    ],
    [
      'a changed tally',
      'state_wrong',
      /engine, proposal\/house-rules /,
      state,
      ['"yes":2', '"yes":1', 'engine', 'proposal/house-rules'],
    ],
    [
      'a changed balance',
      'state_wrong',
      /citizens, account\/clearing /,
      state,
      ['100', '900', 'citizens', 'account/clearing'],
    ],
    [
      'a missing member',
      'state_wrong',
      /data_providers, member.*missing/,
      'DELETE FROM "cooperative_ledger_state" WHERE "replica" = \'data_providers\' AND "key" LIKE \'member/%bank%\'',
      [],
    ],
    [
      'a record too many',
      'state_wrong',
      /member\/x/,
      "INSERT INTO \"cooperative_ledger_state\" VALUES ('engine', 'member/x', '{}')",
      [],
    ],
  ])('is wrong with %s, and the place is named', async (_what, code, where, sql, values) => {
    const copy = await spoiled(sql, ...values);
    const found = await run(runLedgerFsck, copy, '--trust', lived.trustFile);
    expect([found.code, found.result]).toEqual([1, { ok: false, code, reason: expect.stringMatching(where) }]);
  });

  it('is not read without a trust file, and only where there is one ledger', async () => {
    expect((await run(runLedgerFsck, await spoiled(''))).result).toMatchObject({ ok: false, code: 'no_trust_file' });
    expect((await run(runLedgerFsck, join(lived.folder, 'elsewhere'))).result).toMatchObject({
      code: 'no_ledger_files',
    });
    expect((await run(runLedgerFsck, lived.trustFile)).result).toMatchObject({ ok: false, code: 'malformed_log_file' });
    expect(
      (await run(runLedgerFsck, join(lived.folder, 'checkpoint.txt'), '--trust', lived.trustFile)).result,
    ).toMatchObject({
      code: 'database_unreadable',
    });
    expect(await run(runLedgerFsck)).toMatchObject({ code: 2, result: { code: 'usage' } });
  });
});
