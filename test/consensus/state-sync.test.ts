import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeUtf8, encodeUtf8, platformRandom, systemClock } from '#primitives';
import {
  ledgerTransactionId,
  verifyLedgerProof,
  writeLedgerTransaction,
  type HistoryProof,
  type LedgerTransaction,
} from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { SqliteLedgerStorage } from '#anchoring/embedded';
import {
  applicationProgram,
  chooseFreePorts,
  formatPeerAddress,
  type LightBlockServer,
  type NetworkNode,
  type NodeRpc,
  openNetworkLedger,
  parsePeerAddress,
  readEngineEnvironment,
  rpcLightBlocks,
  runLedgerNode,
  RunningMemberNode,
  serveLightBlocks,
  type StoredTrust,
  Submissions,
} from '#anchoring/consensus';
import { checkLedgerDatabase } from '#anchoring/log';
import { anchorOfFirstFounder, registerFirstFounder } from './fictive-founders.js';
import { BUILD_MILLISECONDS, findCometbft } from './find-cometbft.js';
import { applicationModule, RunningLedger } from './running-ledger.js';

/** Three validators that make snapshots often and forget old blocks soon, and a fourth node that begins from a snapshot. */
const INTERVAL = 5;
const KEPT_BLOCKS = 8;
const ACCEPTED = 12;
/** More leaves than one answer of a node has (1,000). */
const MANY = 1050;
const LANES = 100;
/** Of a node that waits for a snapshot where nobody has one. */
const PATIENCE_SECONDS = 4;

let ledger: RunningLedger;
let first: LedgerTransaction;
let member: RunningMemberNode;
const served: LightBlockServer[] = [];
const home = () => join(ledger.folder, 'member');

beforeAll(async () => {
  ledger = await RunningLedger.start(1, {}, { snapshots: { interval: INTERVAL, keptBlocks: KEPT_BLOCKS } });
}, BUILD_MILLISECONDS);
afterAll(async () => {
  await member?.stop();
  for (const server of served) await server.close();
  await ledger?.stop();
});

const homeOf = ({ name }: NetworkNode) => join(ledger.folder, 'nodes', name);
const snapshotsOf = (node: NetworkNode) => readdirSync(join(homeOf(node), 'data', 'snapshots'));
const accept = async (): Promise<LedgerTransaction> => {
  const ledgerTransaction = await ledger.admitMember();
  expect(await ledger.submit(ledgerTransaction)).toMatchObject({ outcome: 'included', code: 0 });
  return ledgerTransaction;
};

it('a node that finds no snapshot to begin from is down within its patience, with a reason and a remedy', async () => {
  const folder = join(ledger.folder, 'early');
  await command(folder, 'init');
  const [port = 0, rpcPort = 0] = await chooseFreePorts(2, platformRandom);
  await joinLedger(folder, port, rpcPort);
  const stateSync = await serveTwice();
  const early = { ...(await memberNode(folder)), stateSync, snapshots: { restorePatience: PATIENCE_SECONDS } };
  const problem = await RunningMemberNode.start(early).then(
    async (node) => {
      const ended = await node.whenGivenUp;
      await node.stop();
      return ended;
    },
    (error: unknown) => error,
  );
  expect(problem).toMatchObject({
    code: 'state_sync_failed',
    message: expect.stringContaining('without --state-sync'),
  });
  expect(readFileSync(join(folder, 'application.log'), 'utf8')).toContain('none was offered');
});

it('nodes make the same snapshots, keep the newest ones, and forget older blocks', async () => {
  first = await accept();
  for (let count = 1; count < ACCEPTED; count++) await accept();
  const { nodes } = ledger.network;
  await ledger.heads();
  for (let attempt = 0; new Set(nodes.map((node) => snapshotsOf(node).sort().join())).size > 1; attempt++) {
    if (attempt > 50) throw new Error('the nodes have different snapshots');
    await sleep(100);
  }
  const [newest = ''] = snapshotsOf(ledger.node(0)).sort((one, other) => Number(other) - Number(one));
  expect(snapshotsOf(ledger.node(0)).length).toBeGreaterThan(1);
  const contents = nodes.map((node) => readFileSync(join(homeOf(node), 'data', 'snapshots', newest, 'contents.json')));
  expect(new Set(contents.map((bytes) => bytes.toString('utf8'))).size).toBe(1);
  const { earliestHeight, height } = await ledger.node(0).rpc.status();
  expect(earliestHeight).toBeGreaterThan(1);
  expect(height - earliestHeight).toBeGreaterThanOrEqual(KEPT_BLOCKS);
  await expect(ledger.node(0).rpc.block(1)).rejects.toMatchObject({ code: 'node_call_failed' });
});

it('a member makes its node, is listed at the others, and its node begins from a snapshot that it verified', async () => {
  const { network } = ledger;
  const [port = 0, rpcPort = 0] = await chooseFreePorts(2, platformRandom);
  expect(await command(home(), 'init')).toEqual([
    expect.stringMatching(/^Node: [0-9a-f]{40}$/),
    expect.stringMatching(/^Validator's key, for the vote: [A-Za-z0-9_-]{43}$/),
  ]);
  await joinLedger(home(), port, rpcPort);
  const [, , address = ''] = await command(home(), 'show');
  await network.admitPeer(parsePeerAddress(address));
  member = await RunningMemberNode.start({ ...(await memberNode(home())), stateSync: await serveTwice() });
  for (let attempt = 0; (await member.node.rpc.status()).height === 0; attempt++) {
    if (attempt > 300) throw new Error(member.node.engine.lastWords() + member.node.application?.lastWords());
    await sleep(100);
  }
  await accept();
  expect(await headOfMember()).toBe((await ledger.heads())[0]);
  expect(readFileSync(join(home(), 'cometbft.log'), 'utf8')).toContain('Snapshot restored');
  expect((await member.node.rpc.status()).earliestHeight).toBeGreaterThan(1);
  // It serves the proof of what was accepted long before it was there.
  const path = `/history/${ledgerTransactionId(first.body)}`;
  const { code, value } = await member.node.rpc.query(path, new Uint8Array());
  expect(code).toBe(0);
  expect(JSON.parse(decodeUtf8(value))).toMatchObject({ ledgerTransaction: first });
});

it('what it restored is what the log makes of it, and it goes on after all of it was killed', async () => {
  await Promise.all([member.node.application?.kill(), member.node.engine.kill()]);
  await member.node.whenReady();
  await accept();
  expect(await headOfMember()).toBe((await ledger.heads())[0]);
  const check = checkLedgerDatabase(join(home(), 'data', 'application.sqlite'), ledger.genesis);
  expect(check).toMatchObject({ owner: 'node' });
});

it('a peer that is struck off its list gets no connection once the list was read again', async () => {
  const [struck] = await member.node.rpc.peers();
  expect(await command(home(), 'peers', '--remove', `${struck}`)).toHaveLength(2);
  await member.reload();
  for (let attempt = 0; (await member.node.rpc.peers()).length < 2 && attempt < 100; attempt++) await sleep(100);
  expect(await member.node.rpc.peers()).toHaveLength(2);
  expect(await member.node.rpc.peers()).not.toContain(struck);
});

it('a college that begins late catches up over blocks that nobody has any more, believing only what a later header attests', async () => {
  const { rpc } = ledger.node(0);
  const { height: before } = await rpc.status();
  const many = await anchorMany(rpc);
  const last = (await ledger.head()).height;
  for (let count = 0; (await rpc.status()).earliestHeight <= last; count++) {
    if (count > 60) throw new Error('the blocks with the many are still kept');
    await accept();
  }
  expect(last).toBeGreaterThan(before);
  const reported: unknown[] = [];
  const asked: string[] = [];
  const counting = { ...rpc, query: (path: string, data: Uint8Array) => (asked.push(path), rpc.query(path, data)) };
  const storage = new SqliteLedgerStorage(join(ledger.folder, 'late.sqlite'));
  let kept: StoredTrust | undefined;
  const late = await openNetworkLedger({
    ...{ genesis: ledger.genesis, storage, rpc: counting, report: (problem) => reported.push(problem) },
    trustedBlocks: { load: async () => kept, save: async (trust) => void (kept = trust) },
  });
  try {
    const { appState } = JSON.parse((await ledger.heads())[0] ?? '') as { appState: { size: number } };
    const sizeOf = async () => (await late.entries(0, 1).catch(() => ({ size: 0 }))).size;
    for (let attempt = 0; (await sizeOf()) < appState.size && attempt < 600; attempt++) await sleep(50);
    expect(reported).toEqual([]);
    expect(await late.attestation()).toMatchObject({ appState });
    const pages = asked.filter((path) => path.startsWith('/leaves/')).map((path) => Number(path.split('/')[2]));
    // The genesis is its own; the first answer ends at a block whose header is gone, and the second is read on.
    expect(pages.slice(0, 2)).toEqual([1, 1001]);
    for (const one of [first, ...many.slice(0, 1), ...many.slice(-1)]) {
      const proof = await late.proveHistory(ledgerTransactionId(one.body));
      const { attested } = await verifyLedgerProof(proof as HistoryProof, ledger.genesis, verifyWithNodeCrypto);
      expect(attested.colleges).toHaveLength(3);
    }
  } finally {
    await late.close();
    storage.close();
  }
});

/** So many anchors are accepted, by so many connections as a node bears. */
async function anchorMany(rpc: NodeRpc): Promise<LedgerTransaction[]> {
  const { genesis, founderKeys } = ledger;
  const submissions = new Submissions({ rpc, clock: systemClock });
  const { height } = await ledger.head();
  const many: LedgerTransaction[] = [];
  const registered = await ledger.submit(await registerFirstFounder(genesis, founderKeys, height));
  expect(registered).toMatchObject({ outcome: 'included', code: 0 });
  let streams = 0;
  const submitInLane = async () => {
    while (streams < MANY) {
      const one = await anchorOfFirstFounder(genesis, founderKeys, { stream: `s${++streams}`, height });
      many.push(one);
      const bytes = encodeUtf8(writeLedgerTransaction(one));
      const submitted = await submissions.submit(bytes);
      if (submitted.code !== 0) throw new Error(submitted.log);
    }
  };
  await Promise.all(Array.from({ length: LANES }, submitInLane));
  submissions.close();
  return many;
}

/** What the command prints; it must succeed. */
async function command(folder: string, ...args: [task: string, ...string[]]): Promise<string[]> {
  const printed: string[] = [];
  const code = await runLedgerNode({
    args: [...args, '--folder', folder],
    environment: readEngineEnvironment(),
    moduleFolder: '',
    cacheFolder: '',
    applicationModule: '',
    clock: systemClock,
    random: platformRandom,
    print: (line) => printed.push(line),
    whenAsked: Promise.resolve(),
    onReload: () => undefined,
  });
  expect({ code, printed }).toMatchObject({ code: 0 });
  return printed;
}

async function joinLedger(folder: string, port: number, rpcPort: number): Promise<void> {
  const peers = ledger.network.peers.flatMap((peer) => ['--peer', formatPeerAddress(peer)]);
  const places = ['--listen', `127.0.0.1:${port}`, '--rpc-port', `${rpcPort}`];
  await command(folder, 'join', '--trust', join(ledger.folder, 'trust.json'), ...places, ...peers);
}

/** @returns addresses of two nodes' light blocks */
async function serveTwice(): Promise<string[]> {
  const sources = ledger.network.nodes.slice(0, 2).map(({ rpcPort }) => rpcLightBlocks({ port: rpcPort }));
  const servers = await Promise.all(
    sources.map((source) => serveLightBlocks(source, { address: '127.0.0.1', port: 0 })),
  );
  served.push(...servers);
  return servers.map(({ port }) => `http://127.0.0.1:${port}`);
}

async function memberNode(folder: string) {
  const { program } = await findCometbft();
  const application = applicationProgram(applicationModule);
  return { folder, engine: program, application, clock: systemClock, report: () => undefined };
}

/** Once it has the height of the others. */
async function headOfMember(): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { value, height } = await member.node.rpc.query('/head', new Uint8Array());
    if (height >= (await ledger.head()).height) return decodeUtf8(value);
    await sleep(100);
  }
  throw new Error('the node does not reach the others');
}
