import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkLedgerDatabase, runLedgerFsck } from '#anchoring/log';
import { LivedNode } from './lived-node.js';

let lived: LivedNode;
beforeAll(async () => {
  lived = await LivedNode.open();
}, 60_000);
afterAll(() => lived.close());

async function fsck(...args: string[]) {
  const lines: string[] = [];
  const code = await runLedgerFsck(args, (line) => lines.push(line));
  return { code, text: lines.join('\n'), result: JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

describe("a validator's database on its files alone", () => {
  it('is right as the application wrote it, while it runs, and its root is the one that the application answers', async () => {
    const { code, text, result } = await fsck(lived.folder);
    expect([code, result]).toEqual([0, expect.objectContaining({ ok: true, votes: 1, paidCents: 1000 })]);
    expect(text).toContain('set_validators');
    const head = (await lived.engine.ask('/head')).value as { appState: object };
    const { owner, size, root, stateRoot } = checkLedgerDatabase(lived.file, LivedNode.genesis);
    expect([owner, { size, root, stateRoot }]).toEqual(['node', head.appState]);
  });

  it('is checked as it stood when the check began, whatever is written meanwhile', () => {
    const copy = lived.spoiled('UPDATE "consensus_places" SET "key" = "key"');
    let written = 0;
    const writeMeanwhile = () => {
      if (written === 0) written = lived.write(copy, 'DELETE FROM "consensus_places" WHERE "index" = 3');
    };
    expect(checkLedgerDatabase(copy, LivedNode.genesis, writeMeanwhile).owner).toBe('node');
    expect(written).toBe(1);
    expect(() => checkLedgerDatabase(copy, LivedNode.genesis)).toThrow(
      expect.objectContaining({ code: 'place_wrong' }),
    );
  });

  const position =
    'UPDATE "consensus_position" SET "position" = json_set("position", ?, json(?)) WHERE "name" = \'application\'';
  it.each<[what: string, code: string, where: RegExp, sql: string, values: unknown[]]>([
    [
      'a flipped byte in a leaf',
      'malformed_log_leaf',
      /[Ll]eaf 6\b/,
      'UPDATE "consensus_leaves" SET "leaf" = \'QUFB\' WHERE "index" = 6',
      [],
    ],
    [
      "another block's leaf",
      'log_diverges',
      /block 4/,
      'UPDATE "consensus_leaves" SET "leaf" = (SELECT "leaf" FROM "consensus_leaves" WHERE "index" = 1) WHERE "index" = 5',
      [],
    ],
    ['a missing leaf', 'leaf_missing', /Leaf 5 /, 'DELETE FROM "consensus_leaves" WHERE "index" = 5', []],
    [
      'a log cut off in the middle of a block',
      'log_incomplete',
      /end/,
      'DELETE FROM "consensus_leaves" WHERE "index" = (SELECT MAX("index") FROM "consensus_leaves")',
      [],
    ],
    [
      'a block cut off',
      'node_wrong',
      /subtree/,
      'DELETE FROM "consensus_leaves" WHERE "height" = (SELECT MAX("height") FROM "consensus_leaves")',
      [],
    ],
    [
      'a leaf of another height',
      'leaf_height_wrong',
      /Leaf 3 is of block 3/,
      'UPDATE "consensus_leaves" SET "height" = 2 WHERE "index" = 3',
      [],
    ],
    [
      'a changed subtree',
      'node_wrong',
      /1\/2/,
      'UPDATE "consensus_nodes" SET "hash" = ? WHERE "level" = 1 AND "index" = 2',
      ['A'.repeat(43)],
    ],
    [
      'a missing subtree',
      'node_wrong',
      /2\/1 is missing/,
      'DELETE FROM "consensus_nodes" WHERE "level" = 2 AND "index" = 1',
      [],
    ],
    [
      'a moved ledger transaction',
      'place_wrong',
      /leaf 99/,
      'UPDATE "consensus_places" SET "index" = 99 WHERE "index" = 3',
      [],
    ],
    ['a missing place', 'place_wrong', /missing/, 'DELETE FROM "consensus_places" WHERE "index" = 3', []],
    ["another ledger's position", 'replica_wrong', /genesis/, position, ['$.genesis', `"${'A'.repeat(43)}"`]],
    ['a height before the log', 'replica_wrong', /height/, position, ['$.height', '3']],
    ['a time before the log', 'replica_wrong', /time/, position, ['$.time', '7']],
    ['a time that is no number', 'replica_wrong', /time/, position, ['$.time', '"late"']],
    ["another block's end", 'replica_wrong', /blockEnd/, position, ['$.blockEnd.height', '1']],
    ['another right edge', 'replica_wrong', /frontier/, position, ['$.frontier.hashes[0]', `"${'A'.repeat(43)}"`]],
    ['another app hash', 'replica_wrong', /appHash/, position, ['$.appHash', `"${'A'.repeat(43)}"`]],
    ['another size', 'replica_wrong', /frontier/, position, ['$.frontier.size', '3']],
    ['other validators', 'replica_wrong', /validatorSets/, position, ['$.validatorSets[0].from', '2']],
    ['no position', 'replica_wrong', /position/, 'DELETE FROM "consensus_position"', []],
    ['a second position', 'replica_wrong', /position/, "INSERT INTO \"consensus_position\" VALUES ('other', '{}')", []],
    ['a position without JSON', 'replica_wrong', /height/, 'UPDATE "consensus_position" SET "position" = \'{\'', []],
    [
      'a changed tally',
      'state_wrong',
      /application, proposal\/proposal-1 /,
      'UPDATE "consensus_state" SET "value" = replace("value", \'"yes":3\', \'"yes":2\') WHERE "key" = \'proposal/proposal-1\'',
      [],
    ],
    [
      'a changed balance',
      'state_wrong',
      /account\/clearing /,
      'UPDATE "consensus_state" SET "value" = replace("value", \'100\', \'900\') WHERE "key" = \'account/clearing\'',
      [],
    ],
    [
      'a missing member',
      'state_wrong',
      /member.*missing/,
      'DELETE FROM "consensus_state" WHERE "key" LIKE \'member/%bank%\'',
      [],
    ],
    ['a record too many', 'state_wrong', /member\/x/, "INSERT INTO \"consensus_state\" VALUES ('member/x', '{}')", []],
  ])('is wrong with %s, and the place is named', async (_what, code, where, sql, values) => {
    const copy = lived.spoiled(sql, ...values);
    const found = await fsck(copy, '--trust', `${lived.folder}/../../trust.json`);
    expect([found.code, found.result]).toEqual([1, { ok: false, code, reason: expect.stringMatching(where) }]);
  });

  it("is refused under another ledger's genesis", () => {
    const other = { ...LivedNode.genesis, createdAt: LivedNode.genesis.createdAt - 1 };
    expect(() => checkLedgerDatabase(lived.file, other)).toThrow(expect.objectContaining({ code: 'log_diverges' }));
  });
});
