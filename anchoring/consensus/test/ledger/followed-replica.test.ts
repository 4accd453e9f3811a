import { expect, it } from '@jest/globals';
import { executeBlock, executeGenesis, LedgerState } from '#anchoring/contract';
import { blockEndLeaf, genesisDigest, ledgerAppHash, verifyStateEntry, type LedgerTransaction } from '#ledger';
import { decodeBase64url } from '#primitives';
import { SqliteLedgerStorage } from '#anchoring/embedded';
import { START } from '../../../contract/test/founded-cooperative.js';
import { apply } from '../../../contract/test/governed-ledger.js';
import { FailingLedgerStorage } from '../../../embedded/test/failing-ledger-storage.js';
import { FollowedReplica } from '../../src/ledger/followed-replica.js';
import { founding, genesis, useEngines } from '../founded-engine.js';
import type { FictiveEngine } from '../fictive-engine.js';

const { founded } = useEngines();

async function leavesOf(engine: FictiveEngine): Promise<Uint8Array[]> {
  const { value } = await engine.ask('/leaves/1/1000');
  return (value as { leaves: string[] }).leaves.map(decodeBase64url);
}

it("comes to the application's root, leaves no trace before it follows, and is the same when it is opened again", async () => {
  const engine = await founded();
  await engine.makeBlock([]);
  const { appHash } = await engine.makeBlock(await founding());
  const storage = new SqliteLedgerStorage(':memory:');
  const replica = await FollowedReplica.open(storage, genesis);
  const before = replica.appState;
  const executed = replica.execute(await leavesOf(engine));
  const { blocks, appState } = executed;
  expect(ledgerAppHash(appState)).toEqual(appHash);
  expect(replica.appState).toEqual(before);
  for (const block of blocks) await storage.appendBlock(block);
  replica.follow(executed);
  expect(verifyStateEntry(replica.prove('parameters'), decodeBase64url(appState.stateRoot))).toBe(true);
  expect(replica.appState).toEqual(appState);
  // Empty blocks are counted, and are no leaves.
  expect(replica.position.height).toBe(2);
  expect((await FollowedReplica.open(storage, genesis)).appState).toEqual(appState);
});

it('refuses leaves left out or put in, and comes to another root by another order', async () => {
  const engine = await founded();
  await engine.makeBlock(await founding());
  const leaves = await leavesOf(engine);
  const replica = await FollowedReplica.open(new SqliteLedgerStorage(':memory:'), genesis);
  const [first, second, ...rest] = leaves as [Uint8Array, Uint8Array, ...Uint8Array[]];
  for (const wrong of [
    [second, ...rest],
    [first, first, second, ...rest],
  ]) {
    expect(() => replica.execute(wrong)).toThrow(expect.objectContaining({ code: 'log_diverges' }));
  }
  // What does not build on each other is accepted in either order, which shows in the root.
  expect(replica.execute([second, first, ...rest]).appState.root).not.toBe(replica.execute(leaves).appState.root);
  const malformed = expect.objectContaining({ code: 'malformed_log_leaf' }) as unknown as Error;
  expect(() => replica.execute([Uint8Array.of(1), ...leaves])).toThrow(malformed);
  expect(replica.execute(leaves).blocks).toHaveLength(1);
});

it("refuses to go on by a version of the contract that is not the service's own, and another ledger's storage", async () => {
  const later = { ...genesis, parameters: { ...genesis.parameters, contractVersion: 2 } };
  const storage = new SqliteLedgerStorage(':memory:');
  const replica = await FollowedReplica.open(storage, later);
  const { stateRoot } = replica.appState;
  const end = blockEndLeaf({ height: 1, time: genesis.createdAt, stateRoot });
  expect(() => replica.execute([end])).toThrow(expect.objectContaining({ code: 'contract_code_not_in_force' }));
  await expect(FollowedReplica.open(storage, genesis)).rejects.toMatchObject({ code: 'genesis_differs' });
});

/** Leaves of blocks that the contract made one after the other, at whatever height and time somebody named. */
function leavesAt(
  blocks: readonly [ledgerTransaction: LedgerTransaction, height: number, time: number][],
): Uint8Array[] {
  const state = new LedgerState();
  executeGenesis(state, genesis);
  return blocks.flatMap(([ledgerTransaction, height, time]) => {
    const context = { height, time, genesis: genesisDigest(genesis) };
    return executeBlock(state, apply, { ledgerTransactions: [ledgerTransaction], context }).leaves;
  });
}

it('refuses a block at an earlier height or time than the one before it, and one that ends with another state', async () => {
  const [first, second] = (await founding()) as [LedgerTransaction, LedgerTransaction];
  const replica = await FollowedReplica.open(new SqliteLedgerStorage(':memory:'), genesis);
  const diverges = expect.objectContaining({ code: 'log_diverges' }) as unknown as Error;
  expect(replica.execute(leavesAt([[first, 2, START], [second, 5, START]])).blocks).toHaveLength(2); // prettier-ignore
  for (const [height, time] of [
    [2, START],
    [1, START],
    [5, START - 1],
  ] as const) {
    // prettier-ignore
    expect(() => replica.execute(leavesAt([[first, 2, START], [second, height, time]]))).toThrow(diverges); // prettier-ignore
  }
  const end = blockEndLeaf({ height: 2, time: START, stateRoot: replica.appState.stateRoot });
  expect(() => replica.execute(leavesAt([[first, 2, START]]).with(-1, end))).toThrow(diverges);
});

it.each([
  ['was altered', `update ledger_state set value = replace(value, 'active', 'suspended') where key like 'member/%'`],
  ['is missing', `update ledger_replicas set name = 'another'`],
])('does not go on from a state that %s', async (_, sql) => {
  const storage = new FailingLedgerStorage();
  await FollowedReplica.open(storage, genesis);
  expect(storage.alter(sql)).toBeGreaterThan(0);
  await expect(FollowedReplica.open(storage, genesis)).rejects.toMatchObject({ code: 'replica_damaged' });
});
