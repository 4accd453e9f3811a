import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import type { PublishedLedger } from '#anchoring/log';
import {
  ledgerTransactionId,
  parseLedgerProof,
  signLedgerTransaction,
  stateKey,
  verifyAttestation,
  verifyLedgerProof,
  type LedgerTransaction,
} from '#ledger';
import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, parseJson, type CodedError } from '#primitives';
import { founderSigner, openNetworkLedger, type NodeRpc } from '#anchoring/consensus';
import { openDataStore, type DataStore } from '../../apps/cooperative/src/adapters/typeorm/open-data-store.js';
import { BUILD_MILLISECONDS } from './find-cometbft.js';
import { RunningLedger } from './running-ledger.js';

/** A college's own copy of the ledger, on the real engine with three validators, in the cooperative's own tables. */
let network: RunningLedger;
let folder: string;
const opened: { ledger: PublishedLedger; data: DataStore }[] = [];

beforeAll(async () => {
  network = await RunningLedger.start(1);
  folder = await mkdtemp(join(tmpdir(), 'incola-follower-'));
}, BUILD_MILLISECONDS);
afterEach(async () => {
  for (const { ledger, data } of opened.splice(0)) {
    await ledger.close();
    await data.database.close();
  }
});
afterAll(async () => {
  await network?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(name: string, change: (rpc: NodeRpc) => NodeRpc = (rpc) => rpc) {
  const data = await openDataStore(`sqlite:${join(folder, `${name}.sqlite`)}`);
  const reported: CodedError[] = [];
  const ledger = await openNetworkLedger({
    genesis: network.genesis,
    storage: data.ledgerStorage,
    trustedBlocks: data.trustedBlocks,
    rpc: change(network.node(0).rpc),
    report: (problem) => reported.push(problem),
  });
  opened.push({ ledger, data });
  return { ledger, data, reported };
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let attempt = 0; !(await isSo()); attempt++) {
    if (attempt > 300) throw new Error('it does not come');
    await sleep(50);
  }
}

const answers = (ledger: PublishedLedger) =>
  until(() =>
    ledger.attestation().then(
      () => true,
      () => false,
    ),
  );
const unavailable = { code: 'ledger_unavailable', fault: 'outage' };

describe("a college's copy of the network's ledger", () => {
  it('accepts once, answers a repeat with the first place, and proves both to who has the genesis only', async () => {
    const { ledger } = await open('own');
    const ledgerTransaction = await network.admitMember();
    const [first, second] = await Promise.all([ledger.submit(ledgerTransaction), ledger.submit(ledgerTransaction)]);
    expect(first).toMatchObject({ outcome: 'accepted', id: ledgerTransactionId(ledgerTransaction.body) });
    expect(second).toEqual({ ...first, outcome: 'duplicate' });
    expect(await ledger.submit(ledgerTransaction)).toEqual({ ...first, outcome: 'duplicate' });

    const history = parseLedgerProof(JSON.stringify(await ledger.proveHistory(first.id)));
    const verified = await verifyLedgerProof(history, network.genesis, verifyWithNodeCrypto);
    expect(verified).toMatchObject({ kind: 'history', id: first.id });
    expect(verified.attested.colleges.flatMap(({ validators = [] }) => validators)).toHaveLength(3);
    const did = didIn(ledgerTransaction);
    const state = parseLedgerProof(JSON.stringify(await ledger.proveState([stateKey('member', did), 'member/nobody'])));
    const { values } = (await verifyLedgerProof(state, network.genesis, verifyWithNodeCrypto)) as {
      values: ReadonlyMap<string, unknown>;
    };
    expect(values.get(stateKey('member', did))).toMatchObject({ did, status: 'active' });
    expect(values.get('member/nobody')).toBeNull();
    const { size, leaves } = await ledger.entries(0, 1000);
    expect(leaves).toHaveLength(size);
    expect((await ledger.head()).height).toBeGreaterThanOrEqual((first as { height: number }).height);
  });

  it("answers a refusal with the contract's code and reason, and knows no other transaction", async () => {
    const { ledger } = await open('own');
    await answers(ledger);
    const { body } = await network.admitMember();
    const [founder] = network.founderKeys;
    if (founder === undefined) throw new Error('there is a founder');
    const signedByOne = await signLedgerTransaction(body, [{ member: founder.did, signer: founderSigner(founder) }]);
    expect(await ledger.submit(signedByOne)).toMatchObject({
      outcome: 'refused',
      id: ledgerTransactionId(body),
      code: 'college_missing',
      reason: expect.stringMatching(/./),
    });
    expect(await ledger.proveHistory(ledgerTransactionId(body))).toBeUndefined();
    await expect(ledger.proveState([])).rejects.toMatchObject({ code: 'too_many_state_keys' });
    await expect(ledger.checkpoint()).rejects.toMatchObject({ code: 'no_checkpoint', fault: 'refusal' });
  });

  it('opened anew goes on where it was, with the blocks that it trusts', async () => {
    const { ledger, data } = await open('own');
    await answers(ledger);
    const kept = await data.trustedBlocks.load();
    expect(kept?.newest.header.height).toBeGreaterThan(0);
    // What others submit is followed too.
    const ledgerTransaction = await network.admitMember();
    await network.submit(ledgerTransaction, 1);
    const id = ledgerTransactionId(ledgerTransaction.body);
    await until(async () => (await ledger.proveHistory(id)) !== undefined);
    expect(await ledger.submit(ledgerTransaction)).toMatchObject({ outcome: 'duplicate', id });
  });

  it('of another college, begun later and with a leaf or two at a time, reaches the same root', async () => {
    const { ledger } = await open('own');
    // A block of several ledger transactions is read in parts.
    const made = await Promise.all(Array.from({ length: 5 }, () => network.admitMember()));
    expect((await Promise.all(made.map((one) => ledger.submit(one)))).map(({ outcome }) => outcome)).toEqual(
      made.map(() => 'accepted'),
    );
    const { size } = await ledger.entries(0, 1);
    const few = (path: string) => path.replace(/^(\/leaves\/\d+)\/\d+$/, '$1/2');
    const other = await open('other', () => {
      const { rpc } = network.node(2);
      return { ...rpc, query: (path, data) => rpc.query(few(path), data) };
    });
    const otherSize = () =>
      other.ledger.entries(0, 1).then(
        (entries) => entries.size,
        () => 0,
      );
    await until(async () => (await otherSize()) === size);
    const roots = await Promise.all(
      [ledger, other.ledger].map(async (one) =>
        verifyAttestation(await one.attestation(), network.genesis, verifyWithNodeCrypto),
      ),
    );
    expect(roots[0]?.root).toEqual(roots[1]?.root);
  });

  it.each<[lie: string, change: (leaf: string) => string]>([
    ['a changed leaf', (leaf) => encodeBase64url(changed(decodeBase64url(leaf)))],
    ['a leaf of another height', (leaf) => encodeBase64url(otherHeight(decodeBase64url(leaf)))],
  ])('halts where the node hands out %s, and says so', async (lie, change) => {
    const { ledger, reported } = await open(`lie-${lie.length}`, (rpc) => lying(rpc, change));
    await until(() => ledger.status().state === 'halted');
    expect(ledger.status()).toMatchObject({ state: 'halted', code: 'ledger_diverged' });
    expect(reported).toMatchObject([{ code: 'ledger_diverged' }]);
    await expect(ledger.submit(await network.admitMember())).rejects.toMatchObject(unavailable);
    await expect(ledger.proveState(['parameters'])).rejects.toMatchObject(unavailable);
  });

  it('halts where the node keeps leaves back that the validators signed', async () => {
    const { ledger } = await open('kept-back', (rpc) => ({
      ...rpc,
      query: async (path, data) => {
        const answer = await rpc.query(path, data);
        return path.startsWith('/leaves/') ? { ...answer, value: encodeUtf8('{"leaves":[],"size":1}') } : answer;
      },
    }));
    await until(() => ledger.status().state === 'halted');
    expect(ledger.status()).toMatchObject({ code: 'ledger_diverged' });
  });

  it('halts where the node hands out a header that the validators did not sign', async () => {
    const { ledger } = await open('forged', (rpc) => ({
      ...rpc,
      commit: async (height) => {
        const answer = await rpc.commit(height);
        return { ...answer, header: { ...answer.header, time: { ...answer.header.time, nanos: 1 } } };
      },
    }));
    await until(() => ledger.status().state === 'halted');
    expect(ledger.status()).toMatchObject({ code: 'ledger_diverged' });
  });

  it('while a college is away says so in time, still proves what stands, and later accepts the same bytes', async () => {
    const { ledger } = await open('own');
    await answers(ledger);
    const ledgerTransaction = await network.admitMember();
    const away = network.node(2);
    await Promise.all([away.engine.stop(), away.application?.stop()]);
    const before = performance.now();
    await expect(ledger.submit(ledgerTransaction)).rejects.toMatchObject(unavailable);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(await ledger.proveState(['parameters'])).toMatchObject({ kind: 'state' });
    await away.restartWith({});
    const outcome = async () => {
      try {
        return await ledger.submit(ledgerTransaction);
      } catch {
        return undefined;
      }
    };
    let came: Awaited<ReturnType<typeof outcome>>;
    await until(async () => (came = await outcome()) !== undefined);
    expect(['accepted', 'duplicate']).toContain(came?.outcome);
  }, 60_000);
});

function lying(rpc: NodeRpc, change: (leaf: string) => string): NodeRpc {
  return {
    ...rpc,
    query: async (path, data) => {
      const answer = await rpc.query(path, data);
      if (!path.startsWith('/leaves/')) return answer;
      const page = parseJson(decodeUtf8(answer.value), { maxLength: 8_000_000, maxDepth: 4 }) as { leaves: string[] };
      const leaves = page.leaves.map((leaf, place) => (place === 0 ? change(leaf) : leaf));
      return { ...answer, value: encodeUtf8(JSON.stringify({ ...page, leaves })) };
    },
  };
}

/** Another name in the first member's record: every shape is as it was. */
function changed(leaf: Uint8Array): Uint8Array {
  return encodeUtf8(decodeUtf8(leaf).replace(/"name":"[^"]*"/, '"name":"Somebody else"'));
}

function otherHeight(leaf: Uint8Array): Uint8Array {
  return encodeUtf8(decodeUtf8(leaf).replace(/"height":(\d+)/, '"height":9$1'));
}

function didIn({ body }: LedgerTransaction): string {
  if (body.kind !== 'admit_member') throw new Error('it admits a member');
  return body.payload.member.did;
}
