import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databasesUnderTest } from '../environment/databases.js';
import { faultsOf } from './expect-refusal.js';
import { ROUTE_TABLE, type RouteEntry } from './route-table.js';
import { makeScene, type Scene } from './scene.js';
import { goodRequest, send } from './send-request.js';

/** Characters: most of what an import takes, and more than a pattern with repeated groups can. */
const LONG = 11_000_000;

// None of it reaches the database, whichever it is.
describe.each(databasesUnderTest().slice(0, 1))('large customer files on $name', (database) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene(database);
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  test.each([
    ['one long quoted heading', `"${'a'.repeat(LONG)}"`],
    ['a quotation mark that nothing closes', `"${'a'.repeat(LONG)}`],
    ['one long heading', 'a'.repeat(LONG)],
    ['a heading that grows when it is folded', '\ufdfa'.repeat(LONG / 3)],
    ['nothing but quotation marks', '"'.repeat(LONG)],
    ['nothing but separators', ','.repeat(LONG)],
    ['nothing but line breaks', '\n'.repeat(LONG)],
    ['a file over the limit', 'a,b\n'.repeat(LONG)],
  ])('a customer file of %s is refused by a rule', async (_what, csv) => {
    const entry = ROUTE_TABLE.find(({ route }) => route === 'POST /api/v1/imports') as RouteEntry;
    const answer = await send(entry, { ...goodRequest(entry, scene), body: Buffer.from(csv) }, scene);
    expect([answer.status >= 400, faultsOf(answer, entry)]).toEqual([true, []]);
  });

  test('leave the good flow as it was', async () => {
    expect(await scene.walk()).toBe('verified');
  });
});
