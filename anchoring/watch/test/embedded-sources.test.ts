import { beforeEach, describe, expect, it } from '@jest/globals';
import { verifyFork, type Alarm, type Watcher } from '#anchoring/watch';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { archivedProofs } from '#ledger';
import { payloads } from '../../contract/test/founded-cooperative.js';
import { embeddedGenesis as genesis, openCooperative, PublishedSources, START } from './published-sources.js';
import { KeptState, watcherOf } from './watched.js';

const ONE = 'https://one.example';
const OTHER = 'https://other.example';

let clock: { now: number };
let published: PublishedSources;
let storage: KeptState;
let honest: Awaited<ReturnType<typeof openCooperative>>;
beforeEach(async () => {
  clock = { now: START };
  published = new PublishedSources();
  storage = new KeptState();
  honest = await openCooperative(clock);
  await honest.submit('register_verifier', payloads.verifier, { nonce: 'first' });
  published.byAddress.set(ONE, honest.ledger);
  published.byAddress.set(OTHER, honest.ledger);
});

const archive = archivedProofs({ genesis }, verifyWithNodeCrypto);
const open = (): Promise<Watcher> => watcherOf({ genesis }, published, { addresses: [ONE, OTHER], clock, storage });
const kinds = (alarms: readonly Alarm[]) => alarms.map(({ kind }) => kind);

/** Another log of the same genesis, cosigned with the same keys: so many blocks are the honest one's. */
async function fork(sameBlocks: number) {
  const forged = await openCooperative(clock);
  if (sameBlocks > 0) await forged.submit('register_verifier', payloads.verifier, { nonce: 'first' });
  await forged.submit('accredit_issuer', payloads.issuer, { nonce: 'forged' });
  published.byAddress.set(OTHER, forged.ledger);
  return forged;
}

describe('a watcher of cooperatives', () => {
  it('finds nothing where all show one log, follows it as it grows, and reads each leaf once', async () => {
    const watcher = await open();
    expect(await watcher.look()).toMatchObject({ head: { size: 3 }, alarms: [] });
    await honest.submit('accredit_issuer', payloads.issuer);
    published.asked.length = 0;
    expect(await watcher.look()).toMatchObject({ head: { size: 5 }, alarms: [] });
    expect(published.asked.filter((url) => url.includes('entries'))).toEqual([
      expect.stringContaining('/api/v1/ledger/entries?start=3&count=2'),
    ]);
  });

  it.each([
    ['of the same size', 1, 0],
    ['that is shorter', 1, 1],
    ['that parted at the first block', 0, 1],
  ])('proves a fork %s, although all three colleges signed both, and still after a restart', async (_, same, more) => {
    await (await open()).look();
    await honest.submit('accredit_issuer', payloads.issuer);
    if (more > 0) await honest.submit('adopt_contract', payloads.contract());
    await fork(same);
    const report = await (await open()).look();
    expect(kinds(report.alarms)).toEqual(['forked']);
    const [alarm] = report.alarms;
    if (alarm?.kind !== 'forked') throw new Error('no fork');
    expect(new Set(alarm.sources)).toEqual(new Set([ONE, OTHER]));
    expect(await verifyFork(alarm.fork, archive)).toBe(true);
    // The same signed root twice is no fork, whoever shows it.
    const twice = { ...alarm.fork, second: alarm.fork.first, beginning: null };
    expect(await verifyFork(twice, archive)).toBe(false);
    published.byAddress.set(OTHER, honest.ledger);
    clock.now += 10_000;
    expect(kinds((await (await open()).look()).alarms)).toEqual(['forked']);
  });

  it('proves a fork of a log that is longer, by the root of its beginning', async () => {
    const watcher = await open();
    await honest.submit('accredit_issuer', payloads.issuer);
    await watcher.look();
    const forged = await fork(1);
    await forged.submit('adopt_contract', payloads.contract());
    const [alarm] = (await watcher.look()).alarms;
    if (alarm?.kind !== 'forked') throw new Error('no fork');
    expect(alarm.fork.beginning).toMatchObject({ size: 5 });
    expect(await verifyFork(alarm.fork, archive)).toBe(true);
    const { beginning } = alarm.fork;
    const changed = beginning && { ...beginning, proof: beginning.proof.slice(1) };
    expect(await verifyFork({ ...alarm.fork, beginning: changed }, archive)).toBe(false);
    expect(await verifyFork({ ...alarm.fork, beginning: null }, archive)).toBe(false);
  });

  it('notices one source that is alone, forked while the watcher was away', async () => {
    const alone = () => watcherOf({ genesis }, published, { addresses: [OTHER], clock, storage });
    await (await alone()).look();
    await honest.submit('accredit_issuer', payloads.issuer);
    await (await alone()).look();
    await fork(1);
    const [alarm] = (await (await alone()).look()).alarms;
    if (alarm?.kind !== 'forked') throw new Error('no fork');
    expect(alarm.sources).toEqual([OTHER, OTHER]);
    expect(await verifyFork(alarm.fork, archive)).toBe(true);
  });

  it('notices a log that shrank while the watcher was away, until it has grown again', async () => {
    await honest.submit('accredit_issuer', payloads.issuer, { nonce: 'second' });
    await (await open()).look();
    const restored = await openCooperative(clock);
    await restored.submit('register_verifier', payloads.verifier, { nonce: 'first' });
    published.byAddress.set(OTHER, restored.ledger);
    for (let restart = 0; restart < 2; restart++) {
      const { alarms } = await (await open()).look();
      expect(alarms).toEqual([{ kind: 'shrunk', severity: 'alarm', source: OTHER, size: 3, was: 5 }]);
    }
    await restored.submit('accredit_issuer', payloads.issuer, { nonce: 'second' });
    expect((await (await open()).look()).alarms).toEqual([]);
  });

  it('says who is behind, stands still, or cannot be read, once that has lasted', async () => {
    const old = { attestation: await honest.ledger.attestation(), entries: await honest.ledger.entries(0, 10) };
    published.byAddress.set(OTHER, {
      attestation: () => Promise.resolve(old.attestation),
      entries: () => Promise.resolve(old.entries),
    });
    await honest.submit('accredit_issuer', payloads.issuer);
    expect((await (await open()).look()).alarms).toEqual([]);
    clock.now += 121;
    expect((await (await open()).look()).alarms).toEqual([
      { kind: 'behind', severity: 'alarm', source: OTHER, size: 3, others: 5 },
    ]);
    clock.now += 60;
    expect(kinds((await (await open()).look()).alarms)).toEqual(['stalled', 'behind']);
    published.byAddress.delete(OTHER);
    expect((await (await open()).look()).alarms).toEqual([]);
    clock.now += 61;
    expect((await (await open()).look()).alarms).toMatchObject([
      { kind: 'unreachable', source: OTHER, code: 'source_unreachable', since: clock.now - 61 },
    ]);
  });

  it('refuses what the colleges did not sign, and leaves that are not those of the signed root', async () => {
    const attestation = await honest.ledger.attestation();
    if (attestation.kind !== 'checkpoint') throw new Error('a checkpoint attests');
    const forged = { kind: 'checkpoint' as const, checkpoint: attestation.checkpoint.replace('\n3\n', '\n4\n') };
    published.byAddress.set(ONE, { ...honest.ledger, attestation: () => Promise.resolve(forged) });
    published.byAddress.set(OTHER, {
      attestation: () => Promise.resolve(attestation),
      entries: async (start, count) => {
        const { size, leaves } = await honest.ledger.entries(start, count);
        return { size, leaves: leaves.map((leaf, index) => (index === 1 ? leaf.slice(1) : leaf)) };
      },
    });
    expect((await (await open()).look()).alarms).toEqual([
      { kind: 'leaves_differ', severity: 'alarm', source: OTHER, size: 3 },
      { kind: 'not_attested', severity: 'alarm', source: ONE, code: 'note_signature_invalid' },
    ]);
  });

  it.each([
    ['something else than JSON', '<html>'],
    ['another shape', '{"kind":"promise"}'],
    ['no leaves', '{"leaves":[]}'],
  ])('bears a source that answers %s', async (_, text) => {
    const attestation = JSON.stringify(await honest.ledger.attestation());
    const get = published.get;
    Object.assign(published, {
      get: (url: string) => {
        if (!url.startsWith(OTHER)) return get(url);
        return Promise.resolve({
          status: 200,
          text: url.includes('entries') || text.includes('kind') ? text : attestation,
        });
      },
    });
    const watcher = await watcherOf({ genesis }, published, {
      ...{ addresses: [OTHER], clock, storage, limits: { unreachableAfterSeconds: 0 } },
    });
    expect((await watcher.look()).alarms).toMatchObject([{ kind: 'unreachable', source: OTHER }]);
  });
});
