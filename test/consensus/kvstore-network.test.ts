import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encodeBase64url, encodeUtf8, platformRandom, systemClock } from '#primitives';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { headerHash, networkTrust, validatorsHash, verifyCommit, type Genesis } from '#ledger';
import {
  chooseFreePorts,
  createEngineKey,
  NetworkNode,
  readLightBlock,
  RunningNetwork,
  Submissions,
  writeKeyFiles,
} from '#anchoring/consensus';
import { BUILD_MILLISECONDS, findCometbft } from './find-cometbft.js';
import { makeFictiveNetwork, scratchFolder } from '../../anchoring/consensus/test/network/fictive-network.js';

/**
 * The real engine with its own example of an application, one validator in each college: what is proven is our keys,
 * genesis, configuration and supervision, and that what we compute over headers and commits is what the engine does.
 */

let scratch: ReturnType<typeof scratchFolder>;
let network: RunningNetwork;
let genesis: Genesis;
let folder: string;
let engine: string;
const reports: string[] = [];

const start = () => {
  const report = (sentence: string) => reports.push(sentence);
  return RunningNetwork.start({
    folder,
    engine,
    application: 'kvstore',
    random: platformRandom,
    clock: systemClock,
    report,
  });
};
const nodeAt = (place: number): NetworkNode => {
  const node = network.nodes[place];
  if (node === undefined) throw new Error('there are three nodes');
  return node;
};
const submit = (place: number, text: string, patienceMilliseconds = 30_000) =>
  new Submissions({ rpc: nodeAt(place).rpc, clock: systemClock, patienceMilliseconds }).submit(encodeUtf8(text));
const heightOf = async (node: NetworkNode) => (await node.rpc.status().catch(() => undefined))?.height ?? 0;

async function reach(node: NetworkNode, height: number): Promise<void> {
  for (let attempt = 0; (await heightOf(node)) < height; attempt++) {
    if (attempt > 300) throw new Error(`${node.name} does not reach ${height}: ${node.engine.lastWords()}`);
    await sleep(100);
  }
}

beforeAll(async () => {
  scratch = scratchFolder();
  const found = await findCometbft();
  engine = found.program;
  ({ folder, genesis } = makeFictiveNetwork(scratch.folder, 1));
  network = await start();
}, BUILD_MILLISECONDS);

afterAll(async () => {
  await network?.stop();
  scratch.remove();
});

it('the three nodes know each other, and their chain is that of our genesis', async () => {
  for (const node of network.nodes) {
    for (let attempt = 0; (await node.rpc.peers()).length < 2 && attempt < 100; attempt++) await sleep(100);
    expect(await node.rpc.peers()).toHaveLength(2);
    // Before the first block, a node does not say its power.
    await reach(node, 1);
    expect(await node.rpc.status()).toMatchObject({
      chainId: networkTrust(genesis).chainId,
      name: node.name,
      validator: { power: 2520 },
    });
  }
});

it('what is submitted to one node stands in the same block on all', async () => {
  const submitted = await submit(0, 'water=clear');
  expect(submitted).toMatchObject({ outcome: 'included', code: 0, index: 0 });
  if (submitted.outcome !== 'included') throw new Error('it is included');
  for (const node of network.nodes) {
    await reach(node, submitted.height);
    const { transactions } = await node.rpc.block(submitted.height);
    expect(transactions.map((bytes) => Buffer.from(bytes).toString())).toEqual(['water=clear']);
    const { value } = await node.rpc.query('', encodeUtf8('water'));
    expect(Buffer.from(value).toString()).toBe('clear');
  }
});

it('refuses what the application refuses', async () => {
  expect(await submit(1, 'no equals sign')).toMatchObject({ outcome: 'refused' });
});

it("the engine's headers, validators and commits are those that our verification knows", async () => {
  const { chainId, genesisBlock } = networkTrust(genesis);
  const submitted = await submit(1, 'wire=long');
  if (submitted.outcome !== 'included') throw new Error('it is included');
  await submit(1, 'next=block');
  const block = await readLightBlock(nodeAt(2).rpc, submitted.height);
  expect(block.validators).toEqual(genesisBlock.validators);
  expect(encodeBase64url(validatorsHash(block.validators))).toBe(block.header.validatorsHash);
  const { hash } = await nodeAt(0).rpc.block(submitted.height);
  expect(encodeBase64url(headerHash(block.header))).toBe(hash);
  expect(block.header.chainId).toBe(chainId);
  const signers = await verifyCommit(block, verifyWithNodeCrypto);
  expect(signers.map(({ power }) => power)).toEqual([2520, 2520, 2520]);
});

it('a killed validator comes back, and the network goes on with it', async () => {
  const before = await heightOf(nodeAt(0));
  const node = nodeAt(2);
  const starts = node.engine.starts;
  await node.engine.kill();
  const submitted = submit(0, 'after=kill', 60_000);
  const { height } = (await submitted) as { height: number };
  expect(height).toBeGreaterThan(before);
  await reach(node, height);
  expect(node.engine.starts).toBe(starts + 1);
  expect(reports).toContainEqual(expect.stringMatching(/CometBFT ended \(signal SIGKILL\) and is started again/));
});

it('a quiet network makes no blocks', async () => {
  await sleep(1500);
  const height = await heightOf(nodeAt(0));
  await sleep(2000);
  expect(await heightOf(nodeAt(0))).toBe(height);
});

it('an engine whose older logs were removed replays the rest after kill -9, and goes on', async () => {
  const node = nodeAt(2);
  const home = join(folder, 'nodes', node.name);
  const logs = () => readdirSync(join(home, 'data', 'cs.wal')).sort();
  // The engine moves its log aside at 10 MB, and the first one goes once there is a second one.
  const isRemoved = () => logs().length > 1 && !logs().includes('wal.000');
  const large = 'x'.repeat(60_000);
  for (let count = 0; !isRemoved(); count++) {
    if (count > 2000) throw new Error(`nothing was removed: ${logs().join(', ')}`);
    const { outcome } = await nodeAt(count % 3).rpc.broadcast(encodeUtf8(`large${count}=${large}`));
    if (outcome !== 'taken') throw new Error(`${count} was ${outcome}`);
    // Some 3 MB a second, of which each look at the log (every five seconds) finds enough.
    await sleep(20);
  }
  expect(logs()).toEqual(['wal', 'wal.001']);
  const { height } = (await submit(0, 'after=removal')) as { height: number };
  await reach(node, height);
  const engineLog = join(home, 'cometbft.log');
  const saidBefore = statSync(engineLog).size;
  const starts = node.engine.starts;
  await node.engine.kill();
  // Without it the others have no majority: it has no blocks to fetch, and replays.
  const after = (await submit(0, 'after=replay', 60_000)) as { height: number };
  await reach(node, after.height);
  expect(node.engine.starts).toBe(starts + 1);
  const said = readFileSync(engineLog).subarray(saidBefore).toString();
  expect(said).toContain('Replay: Done');
  expect(said).not.toContain('error on catchup replay');
}, 120_000);

it('refuses a peer that is not registered', async () => {
  const home = join(scratch.folder, 'stranger');
  writeKeyFiles(home, { validator: createEngineKey(platformRandom), node: createEngineKey(platformRandom) });
  cpSync(join(folder, 'nodes', nodeAt(0).name, 'config', 'genesis.json'), join(home, 'config', 'genesis.json'));
  const [port = 0, rpcPort = 0] = await chooseFreePorts(2, platformRandom);
  const peers = await Promise.all(
    network.nodes.map(async ({ rpc, listen }) => ({ nodeId: (await rpc.status()).nodeId, ...listen })),
  );
  const stranger = new NetworkNode({
    home,
    trust: join(folder, 'trust.json'),
    engine,
    application: 'kvstore',
    configuration: { name: 'stranger-1', listen: { address: '127.0.0.1', port }, rpcPort, peers },
    clock: systemClock,
    report: () => undefined,
  });
  stranger.start();
  await stranger.whenReady();
  const turnedAway = ({ name }: NetworkNode) =>
    readFileSync(join(folder, 'nodes', name, 'cometbft.log'), 'utf8').includes('already have enough inbound peers');
  for (let attempt = 0; !network.nodes.some(turnedAway) && attempt < 150; attempt++) await sleep(100);
  // It was at the door, and got neither in nor a block.
  expect(network.nodes.map(turnedAway)).toContain(true);
  const { nodeId, height } = await stranger.rpc.status();
  expect(height).toBe(0);
  for (const node of network.nodes) expect(await node.rpc.peers()).not.toContain(nodeId);
  await stranger.stop();
});

it('all nodes stopped and started on other ports go on where they were', async () => {
  const before = await heightOf(nodeAt(0));
  await network.stop();
  network = await start();
  const { height } = (await submit(0, 'second=life')) as { height: number };
  expect(height).toBeGreaterThan(before);
});
