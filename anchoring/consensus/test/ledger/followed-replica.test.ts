import { expect, it } from '@jest/globals';
import { blockEndLeaf, ledgerAppHash, verifyStateEntry } from '#ledger';
import { decodeBase64url } from '#primitives';
import { SqliteLedgerStorage } from '#anchoring/embedded';
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
