import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openNetworkLedger } from '#anchoring/consensus';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLedgerDatabase, type PublishedLedger } from '#anchoring/log';
import { FileWatchStorage, Watcher, type LedgerSource, type WatchReport } from '#anchoring/watch';
import { genesisDigest, writeLedgerTransaction } from '#ledger';
import { encodeUtf8, systemClock } from '#primitives';
import { openDataStore, type DataStore } from '../../apps/cooperative/src/adapters/typeorm/open-data-store.js';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { RunningLedger } from './running-ledger.js';

/** Two colleges' services on the real engine with two validators in each college, and a watcher of both. */
let network: RunningLedger;
let folder: string;
const opened: { name: string; ledger: PublishedLedger; data: DataStore }[] = [];

beforeAll(async () => {
  network = await RunningLedger.start(2);
  folder = await mkdtemp(join(tmpdir(), 'incola-watched-network-'));
  for (const place of [0, 2]) {
    const name = network.node(place).name;
    const data = await openDataStore(`sqlite:${join(folder, `${name}.sqlite`)}`);
    const { rpc } = network.node(place);
    const { ledgerStorage: storage, trustedBlocks } = data;
    const report = () => undefined;
    const ledger = await openNetworkLedger({ genesis: network.genesis, storage, trustedBlocks, rpc, report });
    opened.push({ name, ledger, data });
  }
}, BUILD_MILLISECONDS);
afterAll(async () => {
  for (const { ledger, data } of opened) {
    await ledger.close();
    await data.database.close();
  }
  await network?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** As after a restart: what it knows is what its file says. */
async function look(limits: object = {}): Promise<WatchReport> {
  const { genesis } = network;
  const sources = opened.map(({ name, ledger }): LedgerSource => ({
    name,
    attestation: () => ledger.attestation(),
    leaves: async (start, count) => (await ledger.entries(start, count)).leaves,
  }));
  const storage = new FileWatchStorage(join(folder, 'watch.json'), genesisDigest(genesis));
  const node = { name: 'node', voters: () => network.node(0).rpc.voters() };
  const parts = {
    trustFile: { genesis },
    sources,
    node,
    storage,
    clock: systemClock,
    verifySignature: verifyWithNodeCrypto,
  };
  return (await Watcher.open({ ...parts, limits })).look();
}

async function lookUntil(isSo: (report: WatchReport) => boolean, limits?: object): Promise<WatchReport> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const report = await look(limits);
    if (isSo(report)) return report;
    await sleep(100);
  }
  throw new Error('it does not come');
}

it('follows what two colleges show of one ledger, and finds nothing', async () => {
  await network.submit(await network.admitMember());
  const report = await lookUntil(({ head, sources }) =>
    sources.every(({ last }) => last !== null && last.size === head?.size && last.size > 1),
  );
  expect(report.alarms).toEqual([]);
});

it('warns of the college that hangs on one validator, while the ledger goes on', async () => {
  const away = network.network.nodes.find(({ name }) => name === 'citizens-2');
  await away?.stop();
  for (let block = 0; block < 4; block++) await network.submit(await network.admitMember());
  const { alarms } = await lookUntil((report) => report.alarms.length > 0, { absentAfterAttestations: 2 });
  expect(alarms[0]).toMatchObject({ kind: 'college_endangered', severity: 'warning', college: 'citizens' });
}, 60_000);

it('names the college that is away, by what a node of another one hears, once the ledger stands still', async () => {
  // The last block's votes are given, and the network is quiet.
  await sleep(2500);
  await network.network.nodes.find(({ name }) => name === 'citizens-1')?.stop();
  const { rpc } = network.node(0);
  await rpc.broadcast(encodeUtf8(writeLedgerTransaction(await network.admitMember())));
  const report = await lookUntil(({ alarms }) => alarms.some(({ kind }) => kind === 'college_missing'), {
    staleAfterSeconds: 3,
  });
  const { validators = [] } = network.genesis.consensus ?? {};
  const missing = report.alarms.filter(({ kind }) => kind === 'college_missing');
  const own = validators.filter(({ college }) => college === 'citizens');
  const absent = own.map(({ publicKey }) => expect.stringContaining(publicKey) as unknown);
  expect(absent).toHaveLength(2);
  expect(missing).toEqual([
    {
      kind: 'college_missing',
      severity: 'alarm',
      source: 'node',
      college: 'citizens',
      absent: expect.arrayContaining(absent),
    },
  ]);
}, 60_000);

it("and every table of the colleges' own copies is what their logs make of it", async () => {
  const size = Math.min(
    ...(await Promise.all(opened.map(({ ledger }) => ledger.entries(0, 1)))).map((one) => one.size),
  );
  for (const { name } of opened) {
    const checked = checkLedgerDatabase(join(folder, `${name}.sqlite`), network.genesis);
    expect([checked.owner, checked.size >= size]).toEqual(['cooperative', true]);
  }
});
