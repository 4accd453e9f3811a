import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { SqliteLedgerStorage } from '#anchoring/embedded';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import type { CodedError } from '#primitives';
import { payloads } from '../../../contract/test/founded-cooperative.js';
import { networkGenesis as genesis, NetworkLog } from '../../../log/test/network-log.js';
import { FollowedReplica } from '../../src/ledger/followed-replica.js';
import { LogFollower } from '../../src/ledger/log-follower.js';
import { TrustChain } from '../../src/ledger/trust-chain.js';
import type { StoredTrust } from '../../src/ledger/followed-blocks.js';
import { FictiveLogNode } from './fictive-log-node.js';

/** What a service keeps between two starts. */
class KeptByService {
  trust: StoredTrust | undefined;
  readonly storage = new SqliteLedgerStorage(':memory:');
  readonly reported: CodedError[] = [];

  async follow(node: FictiveLogNode): Promise<LogFollower> {
    const { rpc } = node;
    const blocks = {
      load: () => Promise.resolve(this.trust),
      save: (trust: StoredTrust) => Promise.resolve(void (this.trust = trust)),
    };
    const readBlock = (height: number) => Promise.resolve(node.block(height));
    const chain = await TrustChain.open({ genesis, blocks, verifySignature: verifyWithNodeCrypto, readBlock });
    const openReplica = () => FollowedReplica.open(this.storage, genesis);
    const report = (problem: CodedError) => void this.reported.push(problem);
    const stopwatch = () => performance.now();
    const parts = { rpc, storage: this.storage, openReplica, chain, stopwatch, report };
    const follower = new LogFollower(parts, await openReplica());
    follower.start();
    return follower;
  }
}

it('a node that gets its blocks anew is waited for, and is no other ledger', async () => {
  const log = new NetworkLog();
  await log.block('register_verifier', payloads.verifier);
  const service = new KeptByService();
  const node = new FictiveLogNode(log, 5000);
  const first = await service.follow(node);
  await first.reach(4999, 5000);
  await first.close();
  // As after a change of the validators, or as the trusting period ended.
  service.trust = { bridge: [node.block(3000)], newest: node.block(5000) };
  node.height = 2000;
  const second = await service.follow(node);
  await sleep(100);
  expect(() => second.followed).toThrow(expect.objectContaining({ code: 'nothing_followed' }));
  node.height = 5001;
  await second.reach(5000, 5000);
  expect(second.followed.block.header.height).toBe(5001);
  expect(service.reported).toEqual([]);
  await second.close();
});

it('a node that hands out another log than the validators signed is reported, and nothing of it is taken', async () => {
  const [log, other] = [new NetworkLog(), new NetworkLog()];
  for (const one of [log, other]) await one.block('register_verifier', payloads.verifier);
  const node = new FictiveLogNode(log, 10);
  const liar = Object.assign(new FictiveLogNode(other, 10), { block: (height: number) => node.block(height) });
  const service = new KeptByService();
  const follower = await service.follow(liar);
  await expect(follower.reach(9, 5000)).rejects.toMatchObject({ code: 'ledger_diverged' });
  expect(service.reported.map(({ code }) => code)).toEqual(['ledger_diverged']);
  expect(await service.storage.readLeaves(1, 1)).toEqual([]);
  await follower.close();
});
