import { describe, expect, it } from '@jest/globals';
import {
  MerkleTree,
  parseCheckpoint,
  parseLedgerProof,
  stateKey,
  verifyConsistency,
  verifyLedgerProof,
  type LedgerTransaction,
} from '#ledger';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLog, proveConsistency, type StoredFrontier } from '#anchoring/log';
import { createNoteKey, openEmbeddedLedger, openNoteSigner } from '#anchoring/embedded';
import type { CodedError } from '#primitives';
import {
  cosigners,
  genesis,
  logSigner,
  noteSigner,
  payloads,
  people,
  signed,
  START,
} from '../../contract/test/founded-cooperative.js';
import { FailingLedgerStorage } from './failing-ledger-storage.js';

async function open(storage = new FailingLedgerStorage()) {
  const time = { now: START };
  const reported: CodedError[] = [];
  const ledger = await openEmbeddedLedger({
    genesis,
    storage,
    signers: { log: logSigner, cosigners },
    clock: () => time.now * 1000,
    report: (problem) => reported.push(problem),
  });
  return { ledger, storage, time, reported };
}

const founding = async (): Promise<LedgerTransaction[]> => [
  await signed('register_verifier', payloads.verifier),
  await signed('accredit_issuer', payloads.issuer),
  await signed('adopt_contract', payloads.contract()),
];

async function openFounded() {
  const opened = await open();
  const outcomes = [];
  for (const one of await founding()) outcomes.push(await opened.ledger.submit(one));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
  return opened;
}

const period = Math.floor(START / 5);
const outage = expect.objectContaining({ code: 'ledger_unavailable', fault: 'outage' }) as unknown as Error;

describe('the embedded ledger', () => {
  it('proves what it accepted, and what its state is, to someone who has the genesis only', async () => {
    const { ledger } = await openFounded();
    const accepted = await ledger.submit(await signed('anchor', payloads.anchor(), ['bank']));
    const history = await ledger.proveHistory(accepted.id);
    const read = parseLedgerProof(JSON.stringify(history));
    expect(await verifyLedgerProof(read, genesis, verifyWithNodeCrypto)).toMatchObject({
      kind: 'history',
      id: accepted.id,
      height: 4,
      attested: {
        operators: 'single',
        colleges: [{ cosignedAt: START }, { cosignedAt: START }, { cosignedAt: START }],
      },
    });
    const keys = [stateKey('verifier', people.bank.did), stateKey('member', 'did:web:nobody.example')];
    const state = await verifyLedgerProof(await ledger.proveState(keys), genesis, verifyWithNodeCrypto);
    expect(state.values.get(keys[0] ?? '')).toMatchObject({ status: 'active' });
    expect(state.values.get(keys[1] ?? '')).toBeNull();
    expect((await ledger.head()).height).toBe(4);
    expect(await ledger.proveHistory('unknown')).toBeUndefined();
  });

  it('proves a commitment in a periodic anchor', async () => {
    const { ledger } = await openFounded();
    const leaves = Array.from({ length: 1024 }, (_, index) => new Uint8Array(32).fill(index));
    const tree = new MerkleTree(leaves);
    const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
    const anchor = { ...payloads.anchor().anchor, root: url(tree.root) };
    const { id } = await ledger.submit(await signed('anchor', { anchor }, ['bank']));
    const history = await ledger.proveHistory(id);
    if (history === undefined) throw new Error('the anchor was accepted');
    const inclusion = { index: 7, size: 1024, path: tree.inclusionPath(7).map(url) };
    const proof = {
      format: 'incola-ledger-proof',
      version: 1,
      kind: 'anchored_commitment',
      commitment: url(new Uint8Array(32).fill(7)),
      inclusion,
      anchor: history,
    } as const;
    expect(await verifyLedgerProof(proof, genesis, verifyWithNodeCrypto)).toMatchObject({ id, anchor: { period } });
    // What was accepted, but anchors nothing.
    const { id: admission } = await ledger.submit(await signed('admit_member', payloads.admit()));
    const other = (await ledger.proveHistory(admission)) ?? history;
    const anchorless = verifyLedgerProof({ ...proof, anchor: other }, genesis, verifyWithNodeCrypto);
    await expect(anchorless).rejects.toThrow(expect.objectContaining({ code: 'proof_not_an_anchor' }));
    const moved = { ...proof, inclusion: { ...inclusion, index: 8 } };
    const verdict = verifyLedgerProof(moved, genesis, verifyWithNodeCrypto);
    await expect(verdict).rejects.toThrow(expect.objectContaining({ code: 'proof_commitment_not_included' }));
  });

  it('answers a repeat with the first place, and a refusal with its code', async () => {
    const { ledger } = await openFounded();
    const anchor = await signed('anchor', payloads.anchor(), ['bank']);
    const first = await ledger.submit(anchor);
    expect(await ledger.submit(anchor)).toEqual({ ...first, outcome: 'duplicate' });
    const sameEffect = await signed('anchor', payloads.anchor(), ['bank']);
    expect(await ledger.submit(sameEffect)).toEqual({ ...first, outcome: 'duplicate' });
    const foreign = await signed('anchor', payloads.anchor(period - 1), ['water']);
    expect(await ledger.submit(foreign)).toMatchObject({ outcome: 'refused', code: 'not_the_member' });
    expect((await ledger.head()).height).toBe(4);
  });

  it('gathers what is submitted at once into few blocks', async () => {
    const { ledger, storage } = await openFounded();
    const before = storage.blocks;
    const anchors = await Promise.all(
      Array.from({ length: 50 }, (_, ago) => signed('anchor', payloads.anchor(period - ago), ['bank'])),
    );
    const outcomes = await Promise.all([...anchors, ...anchors].map((one) => ledger.submit(one)));
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(50);
    expect(outcomes.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(50);
    expect(storage.blocks - before).toBeLessThan(5);
    const keys = [stateKey('anchor', people.bank.did, 'receipts', period)];
    await verifyLedgerProof(await ledger.proveState(keys), genesis, verifyWithNodeCrypto);
  });

  it('keeps state, log and places over a restart, and its log grows consistently', async () => {
    const { ledger, storage } = await openFounded();
    const before = parseCheckpoint(await ledger.checkpoint()).head;
    await ledger.close();
    const { ledger: again } = await open(storage);
    const anchor = await again.submit(await signed('anchor', payloads.anchor(), ['bank']));
    expect(anchor).toMatchObject({ outcome: 'accepted', height: 4, index: before.size });
    const after = parseCheckpoint(await again.checkpoint()).head;
    const proof = await proveConsistency(storage, before.size, after.size);
    expect(verifyConsistency(before, after, proof)).toBe(true);
    const checked = await checkLog(storage, genesis, createContract({ verifySignature: verifyWithNodeCrypto }));
    expect(checked).toMatchObject({ head: after, height: 4, ledgerTransactions: 4 });
  });

  it('has the head cosigned anew when the attestation ages, and not for every question', async () => {
    const { ledger, time } = await openFounded();
    const first = await ledger.checkpoint();
    expect(await ledger.checkpoint()).toBe(first);
    time.now += 30;
    const proof = await ledger.proveState([stateKey('member', people.bank.did)]);
    const { attested } = await verifyLedgerProof(proof, genesis, verifyWithNodeCrypto);
    expect(attested.colleges.map(({ cosignedAt }) => cosignedAt)).toEqual([START + 30, START + 30, START + 30]);
  });

  it.each(['before', 'after'] as const)(
    'knows after a write that failed %s the commit what is durable',
    async (when) => {
      const { ledger, storage } = await openFounded();
      const anchor = await signed('anchor', payloads.anchor(), ['bank']);
      storage.failNext = when;
      await expect(ledger.submit(anchor)).rejects.toThrow(outage);
      const outcome = when === 'before' ? 'accepted' : 'duplicate';
      expect(await ledger.submit(anchor)).toMatchObject({ outcome, height: 4 });
      await checkLog(storage, genesis, createContract({ verifySignature: verifyWithNodeCrypto }));
    },
  );
});

describe('a true cosigner', () => {
  it.each(['engine', 'citizens', 'data_providers', 'service_providers'])(
    'refuses when the state of %s was altered: the engine reports it and nothing is attested',
    async (replica) => {
      const { ledger, storage } = await openFounded();
      await ledger.close();
      const altered = storage.alter(
        `update ledger_state set value = replace(value, 'active', 'suspended') where replica = ? and key like 'verifier/%'`,
        replica,
      );
      expect(altered).toBe(1);
      const { ledger: again, reported } = await open(storage);
      expect(reported).toEqual([expect.objectContaining({ code: 'replica_damaged' })]);
      expect(again.status()).toMatchObject({ state: 'halted', code: 'replica_damaged' });
      await expect(again.checkpoint()).rejects.toThrow(outage);
      await expect(again.submit(await signed('anchor', payloads.anchor(), ['bank']))).rejects.toThrow(outage);
      await expect(again.proveState(['parameters'])).rejects.toThrow(outage);
    },
  );

  it('refuses a tree head that it did not reach by itself', async () => {
    const { ledger, storage } = await openFounded();
    await ledger.close();
    await copyReplica(await otherStory(), storage, 'citizens');
    const { ledger: again, reported } = await open(storage);
    expect(again.status()).toMatchObject({ state: 'halted', code: 'cosigner_refused' });
    expect(reported.map(({ message }) => message)).toEqual([expect.stringContaining('the tree head is not its own')]);
  });

  it('refuses a block whose execution on its own state differs, and nothing of it is durable', async () => {
    const { ledger, storage } = await openFounded();
    await ledger.close();
    const own = (await storage.load())?.replicas.find(({ name }) => name === 'citizens');
    // The citizens' state tells another story, and consistently so: only executing the next block shows the difference.
    await copyReplica(await otherStory(), storage, 'citizens', own?.position.frontier);
    const { ledger: again, reported } = await open(storage);
    expect(again.status()).toEqual({ state: 'running' });
    const leaves = await storage.readLeaves(0, 100);
    await expect(again.submit(await signed('anchor', payloads.anchor(), ['bank']))).rejects.toThrow(outage);
    expect(reported.map(({ message }) => message)).toEqual([expect.stringContaining('its state root differs')]);
    expect(again.status()).toMatchObject({ state: 'halted', code: 'cosigner_refused' });
    expect(await storage.readLeaves(0, 100)).toEqual(leaves);
    await expect(again.checkpoint()).rejects.toThrow(outage);
  });

  it('has the key that the genesis names', async () => {
    const wrong = { ...cosigners, citizens: noteSigner('ledger.example/incola/citizens/other', 0x04) };
    const options = { genesis, storage: new FailingLedgerStorage(), clock: () => 0, report: () => undefined };
    const opening = openEmbeddedLedger({ ...options, signers: { log: logSigner, cosigners: wrong } });
    await expect(opening).rejects.toThrow(expect.objectContaining({ code: 'ledger_key_mismatch' }));
  });

  it('signs with a key that is kept as a seed', () => {
    const key = createNoteKey('ledger.example/x', 0x01, (length) => new Uint8Array(length).fill(3));
    expect(openNoteSigner(key).key.name).toBe('ledger.example/x');
    const swapped = { ...key, seed: new Uint8Array(32) };
    expect(() => openNoteSigner(swapped)).toThrow(expect.objectContaining({ code: 'note_key_mismatch' }));
  });
});

/** A ledger of the same genesis and height where something else happened. */
async function otherStory(): Promise<FailingLedgerStorage> {
  const { ledger, storage } = await open();
  for (const one of (await founding()).slice(0, 2)) await ledger.submit(one);
  await ledger.submit(await signed('admit_member', payloads.admit()));
  return storage;
}

async function copyReplica(
  from: FailingLedgerStorage,
  to: FailingLedgerStorage,
  name: string,
  frontier?: StoredFrontier,
): Promise<void> {
  const stored = (await from.load())?.replicas.find((one) => one.name === name);
  if (stored === undefined) throw new Error('no such replica');
  const position = JSON.stringify({ ...stored.position, frontier: frontier ?? stored.position.frontier });
  to.alter('delete from ledger_state where replica = ?', name);
  to.alter('update ledger_replicas set position = ? where name = ?', position, name);
  for (const [key, value] of stored.entries) {
    to.alter('insert into ledger_state values (?, ?, ?)', name, key, JSON.stringify(value));
  }
}
