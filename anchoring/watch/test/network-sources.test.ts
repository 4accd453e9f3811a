import { beforeEach, describe, expect, it } from '@jest/globals';
import { describeAlarm, verifyFork, type Watcher } from '#anchoring/watch';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { archivedProofs, trustBlock } from '#ledger';
import { outage } from '#primitives';
import {
  FIRST,
  signedBlock,
  STARTED_AT,
  TRUSTING_PERIOD_SECONDS,
} from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { payloads } from '../../contract/test/founded-cooperative.js';
import { networkGenesis as genesis, NetworkLog } from '../../log/test/network-log.js';
import { publishNetworkLog, PublishedSources } from './published-sources.js';
import { KeptState, watcherOf } from './watched.js';

const ONE = 'https://one.example';
const OTHER = 'https://other.example';

let clock: { now: number };
let published: PublishedSources;
let storage: KeptState;
let log: NetworkLog;
let [one, other]: ReturnType<typeof publishNetworkLog>[] = [];
beforeEach(async () => {
  clock = { now: STARTED_AT + 100 };
  published = new PublishedSources();
  storage = new KeptState();
  log = new NetworkLog();
  await log.block('register_verifier', payloads.verifier);
  [one, other] = [publishNetworkLog(log), publishNetworkLog(log)];
  published.byAddress.set(ONE, one);
  published.byAddress.set(OTHER, other);
});

const archive = archivedProofs({ genesis }, verifyWithNodeCrypto);
const open = (trustFile = { genesis }): Promise<Watcher> =>
  watcherOf(trustFile, published, { addresses: [ONE, OTHER], clock, storage });
const without = (...absent: string[]) => ({
  signers: FIRST.map(({ publicKey }) => publicKey).filter((key) => !absent.includes(key)),
});
const [first, second] = FIRST.filter(({ college }) => college === 'citizens').map(({ publicKey }) => publicKey);

describe('a watcher of the colleges of a network', () => {
  it('verifies commits from the trust file, follows the log, and tells the newest block for a new trust file', async () => {
    expect(await (await open()).look()).toMatchObject({ head: { size: 3 }, alarms: [], trustedBlock: { height: 2 } });
    await log.block('accredit_issuer', payloads.issuer, undefined, 4);
    for (const source of [one, other]) source?.show();
    const report = await (await open()).look();
    expect(report).toMatchObject({ head: { size: 5 }, alarms: [], trustedBlock: { height: 7 } });
    expect(report.sources).toMatchObject([{ last: { height: 7 } }, { last: { height: 7 } }]);
  });

  it('warns of a validator that does not sign any more, and of the college that hangs on one', async () => {
    const watcher = await open();
    for (let later = 1; later <= 3; later++) {
      one?.show({ later, ...without(first ?? '') });
      other?.show({ later, ...without(first ?? '') });
      const { alarms } = await watcher.look();
      // The same block once more is no new absence.
      expect((await watcher.look()).alarms).toEqual(alarms);
      if (later < 3) expect(alarms).toEqual([]);
      else {
        const warning = { kind: 'college_endangered', severity: 'warning', college: 'citizens' };
        expect(alarms).toMatchObject([
          { ...warning, source: ONE, absent: [`did:web:residents.example (${first})`] },
          { ...warning, source: OTHER },
        ]);
        expect(alarms[0] && describeAlarm(alarms[0], 'en')).toContain('If it goes away too, the ledger halts');
        expect(alarms[0] && describeAlarm(alarms[0], 'fr')).toContain('un seul validateur signe encore');
      }
    }
    one?.show({ later: 4 });
    other?.show({ later: 4 });
    expect((await watcher.look()).alarms).toEqual([]);
  });

  it('takes no commit without a whole college, and says that the ledger stands still where there is none', async () => {
    one?.show({ later: 1, ...without(first ?? '', second ?? '') });
    expect((await (await open()).look()).alarms).toEqual([
      { kind: 'not_attested', severity: 'alarm', source: ONE, code: 'proof_power_too_small' },
    ]);
    one?.show();
    clock.now = STARTED_AT + 20 + 181;
    const { alarms } = await (await open()).look();
    expect(alarms).toEqual([
      { kind: 'stalled', severity: 'alarm', source: ONE, seconds: 181 },
      { kind: 'stalled', severity: 'alarm', source: OTHER, seconds: 181 },
    ]);
  });

  it('names the college that its own node hears nobody of, once the ledger stands still and not before', async () => {
    const keysOf = (...colleges: string[]) =>
      FIRST.filter(({ college }) => colleges.includes(college)).map(({ publicKey }) => publicKey);
    const others = keysOf('service_providers', 'data_providers');
    let asked = 0;
    let answer: () => Promise<{ heard: string[]; silent: string[] }>;
    const node = { name: 'our node', voters: () => (asked++, answer()) };
    const watcher = await watcherOf({ genesis }, published, { addresses: [ONE, OTHER], clock, storage, node });
    answer = () => Promise.resolve({ heard: others, silent: keysOf('citizens') });
    expect((await watcher.look()).alarms).toEqual([]);
    expect(asked).toBe(0);
    clock.now = STARTED_AT + 20 + 181;
    const missing = async () => (await watcher.look()).alarms.filter(({ kind }) => kind === 'college_missing');
    const [alarm, ...more] = await missing();
    expect(more).toEqual([]);
    const absent = keysOf('citizens').map((key) => expect.stringContaining(key) as unknown);
    expect(alarm).toEqual({
      kind: 'college_missing',
      severity: 'alarm',
      source: 'our node',
      college: 'citizens',
      absent,
    });
    expect(alarm && describeAlarm(alarm, 'en')).toContain('hears no vote of the college of citizens: did:web:');
    expect(alarm && describeAlarm(alarm, 'fr')).toContain('n’entend aucun vote du collège des citoyens');
    // One of its validators is there; the node hears nobody, and may be the one that is away; the node is away.
    answer = () => Promise.resolve({ heard: [...others, first ?? ''], silent: [second ?? ''] });
    expect(await missing()).toEqual([]);
    answer = () => Promise.resolve({ heard: [], silent: FIRST.map(({ publicKey }) => publicKey) });
    expect(await missing()).toEqual([]);
    answer = () => Promise.reject(outage('node_unreachable', 'The ledger node cannot be reached.'));
    expect(await missing()).toEqual([]);
    answer = () => Promise.reject(new TypeError('ours'));
    await expect(missing()).rejects.toThrow('ours');
  });

  it('proves two blocks of one height, each with more than two thirds of the power, although the logs are one', async () => {
    expect((await (await open()).look()).alarms).toEqual([]);
    other?.show({ moved: 1 });
    const [alarm] = (await (await open()).look()).alarms;
    if (alarm?.kind !== 'forked') throw new Error('no fork');
    expect(alarm.sources).toEqual([ONE, OTHER]);
    expect(await verifyFork(alarm.fork, archive)).toBe(true);
  });

  it('proves two logs of one size at different heights', async () => {
    await (await open()).look();
    const twin = new NetworkLog();
    await twin.block('accredit_issuer', payloads.issuer, undefined, 5);
    published.byAddress.set(OTHER, publishNetworkLog(twin));
    const [alarm] = (await (await open()).look()).alarms;
    if (alarm?.kind !== 'forked') throw new Error('no fork');
    expect(await verifyFork(alarm.fork, archive)).toBe(true);
  });

  it('goes on over restarts, refuses once it was away too long, and takes up again with a new trust file', async () => {
    const at = async (seconds: number, trustFile: Parameters<typeof open>[0] = { genesis }) => {
      clock.now = STARTED_AT + seconds;
      const later = Math.floor(seconds / 10) - log.height - 2;
      for (const source of [one, other]) source?.show({ later });
      return (await open(trustFile)).look();
    };
    const half = TRUSTING_PERIOD_SECONDS / 2;
    for (const seconds of [half, 2 * half, 3 * half]) expect((await at(seconds)).alarms).toEqual([]);
    const expired = { kind: 'trust_expired', severity: 'alarm' };
    expect((await at(5 * half + 20)).alarms).toMatchObject([
      { ...expired, source: ONE },
      { ...expired, source: OTHER },
    ]);
    const block = trustBlock(
      signedBlock({ height: 200_000, after: 4 * half, chainId: log.attestation().header.chainId }),
    );
    expect((await at(5 * half + 40, { genesis, trustedBlock: block } as never)).alarms).toEqual([]);
  });
});
