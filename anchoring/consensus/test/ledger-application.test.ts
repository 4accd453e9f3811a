import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  blockEndLeaf,
  COLLEGES,
  decodeInclusion,
  leafHash,
  ledgerAppHash,
  ledgerTransactionId,
  ledgerTransactionLeaf,
  stateKey,
  verifyInclusion,
  verifyStateEntry,
  type BlockEndLeaf,
  type InclusionProof,
  type LedgerAppState,
  type LedgerTransaction,
  type StateEntryProof,
} from '#ledger';
import { decodeBase64url, encodeBase64url } from '#primitives';
import {
  foundedGenesis,
  genesis as plainGenesis,
  payloads,
  people,
  START,
} from '../../contract/test/founded-cooperative.js';
import { ALL_YES, governedGenesis, GovernedLedger, MIN_VOTING_SECONDS } from '../../contract/test/governed-ledger.js';
import {
  bytesOf,
  FictiveEngine,
  firstValidators,
  signedFor,
  validatorOf,
  withNetwork,
  type EngineOptions,
} from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);
const signed = signedFor(genesis);

let engine: FictiveEngine | undefined;
afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

async function open(options: EngineOptions = { genesis }): Promise<FictiveEngine> {
  engine = await FictiveEngine.open(options);
  return engine;
}

async function founded(options: EngineOptions = { genesis }): Promise<FictiveEngine> {
  const opened = await open(options);
  expect((await opened.initChain()).initChain?.appHash).toHaveLength(32);
  return opened;
}

const founding = (): Promise<LedgerTransaction[]> =>
  Promise.all([
    signed('register_verifier', payloads.verifier),
    signed('accredit_issuer', payloads.issuer),
    signed('adopt_contract', payloads.contract()),
  ]);
const freshUrl = () => `sqlite:${join(mkdtempSync(join(tmpdir(), 'incola-replica-')), 'replica.sqlite')}`;

describe('the genesis of a network', () => {
  it('is stored once, and is the same after a crash before the first block', async () => {
    const options = { genesis, databaseUrl: freshUrl() };
    const first = await open(options);
    expect(await first.info()).toEqual({ height: 0, appHash: new Uint8Array() });
    const { initChain } = await first.initChain();
    await first.close();
    const second = await open(options);
    expect((await second.info()).height).toBe(0);
    expect((await second.initChain()).initChain).toEqual(initChain);
    expect((await second.makeBlock(await founding())).proposed).toHaveLength(3);
  });

  it.each([
    ['of another ledger', { genesis: 'another' }, 'genesis_differs'],
    ['of another chain', { chainId: 'incola-another' }, 'genesis_differs'],
    ['with one validator less', { validators: firstValidators.slice(1) }, 'genesis_differs'],
    ['with another validator', { validators: [...firstValidators, validatorOf('city')] }, 'genesis_differs'],
    ['with more power for one', { powerOfFirst: 2521 }, 'validator_powers_differ'],
    ['that begins later', { initialHeight: 2n }, 'initial_height_not_one'],
  ])('%s is refused', async (_, changes, code) => {
    const opened = await open();
    expect((await opened.initChain(changes)).exception?.error).toMatch(new RegExp(`^${code}`));
    expect((await opened.info()).height).toBe(0);
  });

  it('is refused where the storage is of another ledger', async () => {
    const databaseUrl = freshUrl();
    await (await founded({ genesis, databaseUrl })).close();
    const other = { genesis: withNetwork(foundedGenesis({ createdAt: START - 99 })), databaseUrl };
    engine = undefined;
    await expect(FictiveEngine.open(other)).rejects.toMatchObject({ code: 'genesis_differs' });
  });

  it('is refused where our own founds no network', async () => {
    const opened = await open({ genesis: plainGenesis });
    expect((await opened.initChain()).exception?.error).toMatch(/^no_network_founded/);
  });

  it('is refused once there are blocks', async () => {
    const opened = await founded();
    await opened.makeBlock(await founding());
    expect((await opened.initChain()).exception?.error).toMatch(/^already_running/);
  });
});

describe('a block', () => {
  it('is proposed, judged, executed and committed, and what follows from it may wait with it', async () => {
    const opened = await founded();
    const anchor = await signed('anchor', payloads.anchor(), ['bank']);
    // The anchor is its verifier's only once that is registered: both wait together.
    const [verifier, ...others] = await founding();
    expect((await opened.check(bytesOf(anchor))).log).toMatchObject({ code: 'verifier_unknown' });
    for (const one of [verifier, anchor, ...others] as LedgerTransaction[]) {
      expect(await opened.check(bytesOf(one))).toMatchObject({ code: 0, log: { outcome: 'accepted' } });
    }
    const { txResults, appHash } = await opened.makeBlock([verifier, anchor, ...others] as LedgerTransaction[]);
    expect(txResults.map(({ code, gasWanted }) => [code, gasWanted])).toEqual(new Array(4).fill([0, 1n]));
    expect(await opened.info()).toEqual({ height: 1, appHash });
    expect((await opened.check(bytesOf(anchor))).log).toMatchObject({ outcome: 'duplicate' });
  });

  it('in which nothing is accepted leaves the app hash as it was', async () => {
    const opened = await founded();
    const { appHash } = await opened.makeBlock(await founding());
    opened.time += 7;
    expect((await opened.makeBlock([])).appHash).toEqual(appHash);
    expect((await opened.info()).height).toBe(2);
    const { value } = await opened.ask('/head');
    expect(value).toMatchObject({ height: 2, blockEnd: { height: 1, time: START } });
  });

  it('that holds a refused transaction is rejected, and executed all the same where it was decided', async () => {
    const opened = await founded();
    const [verifier] = (await founding()).map(bytesOf) as [Uint8Array];
    const unsigned = { ...(await signed('accredit_issuer', payloads.issuer)), signatures: [] };
    const block = [bytesOf(unsigned), verifier, new Uint8Array([0x7b])];
    expect(await opened.process(block)).toBe(2);
    expect(opened.reported.map(({ code }) => code)).toEqual(['transaction_not_accepted']);
    const { finalizeBlock } = await opened.finalize(block);
    expect(finalizeBlock?.txResults.map(({ code }) => code)).toEqual([1, 0, 1]);
    await opened.commit();
    const { value } = await opened.ask('/state', [stateKey('verifier', people.bank.did)]);
    expect(value).toMatchObject({ entries: [{ value: { status: 'active' } }], appState: { size: 3 } });
  });

  it('that repeats a transaction is rejected', async () => {
    const opened = await founded();
    const [verifier] = (await founding()).map(bytesOf) as [Uint8Array];
    expect(await opened.process([verifier])).toBe(1);
    expect(await opened.process([verifier, verifier])).toBe(2);
  });

  it('that does not follow the last one is refused', async () => {
    const opened = await founded();
    expect((await opened.finalize([], { height: 2 })).exception?.error).toMatch(/^height_out_of_order/);
  });

  it.each(COLLEGES)('after one that nobody of %s signed is rejected', async (college) => {
    const opened = await founded();
    // The first block follows on nobody's signatures.
    opened.signers = [];
    await opened.makeBlock(await founding());
    opened.signers = firstValidators.filter((validator) => validator.college !== college);
    expect(await opened.process([])).toBe(2);
    expect(opened.reported.map(({ code }) => code)).toEqual(['college_not_in_commit']);
    opened.signers = firstValidators;
    expect(await opened.process([])).toBe(1);
  });

  it('is committed once it was decided, and not before', async () => {
    const opened = await founded();
    await opened.process((await founding()).map(bytesOf));
    expect((await opened.commit()).exception?.error).toMatch(/^nothing_to_commit/);
  });

  it('is judged by what it holds, not by another proposal of its height', async () => {
    const opened = await founded();
    const [verifier, issuer] = (await founding()).map(bytesOf) as [Uint8Array, Uint8Array];
    for (const proposal of [[verifier], [issuer], [verifier, issuer]]) expect(await opened.process(proposal)).toBe(1);
    const stale = opened.hashOf([verifier]);
    const { finalizeBlock } = await opened.finalize([issuer]);
    expect(finalizeBlock?.txResults).toHaveLength(1);
    await opened.commit();
    const keys = [stateKey('verifier', people.bank.did), stateKey('issuer', people.water.did)];
    const { value } = await opened.ask('/state', keys);
    expect(value).toMatchObject({ entries: [{ value: null }, { value: { status: 'active' } }] });
    // What followed from the state before is forgotten, also under the same hash.
    expect(
      (await opened.finalize([verifier], { hash: stale })).finalizeBlock?.txResults.map(({ code }) => code),
    ).toEqual([0]);
    await opened.commit();
    expect((await opened.ask('/head')).value).toMatchObject({
      height: 2,
      appState: { size: 5 },
      blockEnd: { height: 2 },
    });
  });

  it('holds what fits: not what is too large, nor what follows from what no longer fits', async () => {
    const opened = await founded();
    const [verifier, issuer] = (await founding()).map(bytesOf) as [Uint8Array, Uint8Array];
    const anchor = bytesOf(await signed('anchor', payloads.anchor(), ['bank']));
    const room = (bytes: Uint8Array) => bytes.length + 3;
    expect(await opened.prepare([issuer, verifier, anchor], room(issuer))).toEqual([issuer]);
    expect(await opened.prepare([verifier, anchor], room(verifier) + room(anchor))).toEqual([verifier, anchor]);
    expect(await opened.prepare([verifier, anchor], room(verifier) + room(anchor) - 1)).toEqual([verifier]);
    expect(await opened.prepare([verifier, anchor], room(anchor))).toEqual([]);
    expect(await opened.prepare([new Uint8Array(70_000).fill(0x20), issuer, issuer])).toEqual([issuer]);
  });

  it('has no time before its predecessor’s', async () => {
    const opened = await founded();
    const [verifier, ...others] = (await founding()) as [LedgerTransaction, ...LedgerTransaction[]];
    await opened.makeBlock([verifier]);
    opened.time -= 50;
    await opened.makeBlock(others);
    expect((await opened.ask('/head')).value).toMatchObject({ blockEnd: { height: 2, time: START } });
  });
});

describe('the validators', () => {
  it('change by vote, and vote themselves two blocks later', async () => {
    const governed = withNetwork(governedGenesis);
    const opened = await founded({ genesis: governed });
    const writer = new GovernedLedger();
    const write = signedFor(governed);
    const second = validatorOf('city');
    const successor = validatorOf('water', 'another key of water');
    const validators = [...firstValidators.filter(({ college }) => college !== 'data_providers'), second, successor];
    const proposal = writer.proposalOf({ kind: 'set_validators', validators });
    await opened.makeBlock([await write('propose', { proposal }, ['bank'])]);
    const votes = Object.keys(ALL_YES).map((person) => {
      const { did } = people[person as keyof typeof people];
      const ballot = { proposal: proposal.id, member: did, choice: 'yes' as const, counter: 1, statementDigest: null };
      return write('vote', { ballot }, [person as keyof typeof people]);
    });
    expect((await opened.makeBlock(await Promise.all(votes))).validatorUpdates).toEqual([]);
    opened.time += MIN_VOTING_SECONDS;
    const closing = await write('close_proposal', { proposal: proposal.id }, ['residents']);
    const { validatorUpdates } = await opened.makeBlock([closing]);
    const updates = validatorUpdates.map(({ pubKey, power }) => [
      encodeBase64url(pubKey.ed25519 ?? new Uint8Array()),
      Number(power),
    ]);
    const [bank, water] = firstValidators.map(({ publicKey }) => publicKey);
    expect(Object.fromEntries(updates)).toEqual({
      [bank ?? '']: 1260,
      [second.publicKey]: 1260,
      [water ?? '']: 0,
      [successor.publicKey]: 2520,
    });
    // Decided in block 3: blocks 3 and 4 are voted on by the earlier set, block 5 by the new one, whose signatures stand in block 6.
    for (const height of [4, 5]) {
      opened.signers = validators;
      expect([height, await opened.process([])]).toEqual([height, 2]);
      opened.signers = firstValidators;
      expect((await opened.makeBlock([])).validatorUpdates).toEqual([]);
    }
    expect(await opened.process([])).toBe(2);
    opened.signers = validators;
    expect(await opened.process([])).toBe(1);
  });

  it('who sign twice are named, and keep their key: the contract has no rule for it', async () => {
    const opened = await founded();
    await opened.makeBlock(await founding());
    const [doubleSigner] = firstValidators;
    const { finalizeBlock } = await opened.finalize([], { ...(doubleSigner ? { doubleSigner } : {}) });
    const attributes = finalizeBlock?.events[0]?.attributes.map(({ key, value }) => [key, value]) ?? [];
    expect(finalizeBlock?.events.map(({ type }) => type)).toEqual(['double_sign']);
    expect(Object.fromEntries(attributes)).toMatchObject({
      height: '1',
      member: people.bank.did,
      college: 'service_providers',
    });
    expect(finalizeBlock?.validatorUpdates).toEqual([]);
    expect(opened.reported.map(({ code }) => code)).toEqual(['double_sign']);
  });
});

describe('a question', () => {
  it('for a state proof is answered with what leads to the app hash', async () => {
    const opened = await founded();
    const { appHash } = await opened.makeBlock(await founding());
    const keys = [stateKey('verifier', people.bank.did), stateKey('member', 'did:web:nobody.example')];
    const { value, height } = await opened.ask('/state', keys);
    const proof = value as unknown as Proof & { entries: StateEntryProof[]; blockEnd: BlockEndLeaf };
    expect(height).toBe(1);
    expect(ledgerAppHash(proof.appState)).toEqual(appHash);
    const stateRoot = decodeBase64url(proof.appState.stateRoot);
    expect(proof.entries.map((entry) => verifyStateEntry(entry, stateRoot))).toEqual([true, true]);
    expect(proof.entries.map((entry) => entry.value !== null)).toEqual([true, false]);
    // No vote has set validators: those of the genesis stand.
    expect(proof.colleges).toMatchObject({ key: 'validators', value: null });
    expect(verifyStateEntry(proof.colleges, stateRoot)).toBe(true);
    expect(proof.blockEnd.stateRoot).toBe(proof.appState.stateRoot);
    expect(isIncluded(blockEndLeaf(proof.blockEnd), proof)).toBe(true);
  });

  it('for a history proof and a place is answered once the transaction stands', async () => {
    const opened = await founded();
    const transactions = await founding();
    const ids = transactions.map(({ body }) => ledgerTransactionId(body));
    expect(await opened.ask(`/place/${ids[1]}`)).toMatchObject({ code: 1, info: 'transaction_unknown' });
    const { appHash } = await opened.makeBlock(transactions);
    expect((await opened.ask(`/place/${ids[1]}`)).value).toEqual({ height: 1, index: 2 });
    const { value } = await opened.ask(`/history/${ids[1]}`);
    const proof = value as unknown as Proof & { ledgerTransaction: LedgerTransaction; height: number };
    expect(ledgerAppHash(proof.appState)).toEqual(appHash);
    expect(isIncluded(ledgerTransactionLeaf(proof.height, proof.ledgerTransaction), proof)).toBe(true);
    expect(isIncluded(ledgerTransactionLeaf(proof.height + 1, proof.ledgerTransaction), proof)).toBe(false);
  });

  it.each([
    ['/state', [], 'too_many_state_keys'],
    ['/state', Array.from({ length: 17 }, (_, place) => `key ${place}`), 'too_many_state_keys'],
    ['/state', { keys: [] }, 'malformed_state_keys'],
    ['/state', [1], 'malformed_state_keys'],
    ['/state', [[[[[]]]]], 'json_too_deep'],
    ['/state', null, 'malformed_json'],
    ['/elsewhere', null, 'unknown_path'],
    ['', null, 'unknown_path'],
    [`/place/${'x'.repeat(300)}`, null, 'unknown_path'],
    ['/place', null, 'unknown_path'],
    ['/p2p/filter/elsewhere/x', null, 'unknown_path'],
    ['/p2p/other/id/x', null, 'unknown_path'],
  ])('under %s with %j is refused', async (path, data, code) => {
    const opened = await founded();
    expect(await opened.ask(path, data)).toMatchObject({ code: 1, info: code });
  });

  it('about a peer admits everybody to an empty ledger, and registered ones only to another', async () => {
    const opened = await open({ genesis, peers: ['aa11'] });
    const codes = async () => {
      const answers = ['id/aa11', 'id/AA11', 'id/bb22', 'addr/127.0.0.1:9'].map((one) =>
        opened.ask(`/p2p/filter/${one}`),
      );
      return (await Promise.all(answers)).map(({ code }) => code);
    };
    expect(await codes()).toEqual([0, 0, 0, 0]);
    await opened.initChain();
    expect(await codes()).toEqual([0, 0, 0, 0]);
    await opened.makeBlock(await founding());
    expect(await codes()).toEqual([0, 0, 1, 0]);
  });
});

describe('a restart', () => {
  it('replays a block that was decided but not committed, and comes to the same', async () => {
    const options = { genesis, databaseUrl: freshUrl() };
    const first = await founded(options);
    const before = await first.makeBlock(await founding());
    const anchor = bytesOf(await signed('anchor', payloads.anchor(), ['bank']));
    expect(await first.process([anchor])).toBe(1);
    const decided = (await first.finalize([anchor])).finalizeBlock;
    await first.close();
    const second = await open(options);
    expect(await second.info()).toEqual({ height: 1, appHash: before.appHash });
    expect((await second.finalize([anchor])).finalizeBlock).toEqual(decided);
    await second.commit();
    await second.close();
    const third = await open(options);
    expect(await third.info()).toEqual({ height: 2, appHash: decided?.appHash });
    expect((await third.finalize([anchor])).finalizeBlock?.txResults.map(({ code }) => code)).toEqual([2]);
  });

  it('is refused where the stored state was altered', async () => {
    const options = { genesis, databaseUrl: freshUrl() };
    const first = await founded(options);
    await first.makeBlock(await founding());
    await first.store.database.tx((manager) =>
      manager.query(
        `UPDATE consensus_state SET value = replace(value, 'active', 'suspended') WHERE key LIKE 'verifier/%'`,
      ),
    );
    await first.close();
    engine = undefined;
    await expect(FictiveEngine.open(options)).rejects.toMatchObject({ code: 'replica_damaged' });
  });
});

interface Proof {
  appState: LedgerAppState;
  colleges: StateEntryProof;
  inclusion: InclusionProof;
}

function isIncluded(leaf: Uint8Array, { appState, inclusion }: Proof): boolean {
  expect(inclusion.size).toBe(appState.size);
  return verifyInclusion(leafHash(leaf), decodeInclusion(inclusion), decodeBase64url(appState.root));
}
