import { describe, expect, it } from '@jest/globals';
import {
  blockEndLeaf,
  decodeInclusion,
  leafHash,
  ledgerAppHash,
  ledgerTransactionId,
  ledgerTransactionLeaf,
  MAX_STATE_PROOF_KEYS,
  stateKey,
  verifyInclusion,
  verifyStateEntry,
  type BlockEndLeaf,
  type InclusionProof,
  type LedgerAppState,
  type LedgerTransaction,
  type StateEntryProof,
} from '#ledger';
import { decodeBase64url } from '#primitives';
import { people } from '../../contract/test/founded-cooperative.js';
import { founding, genesis, useEngines } from './founded-engine.js';

const { open, founded } = useEngines();

describe('a question', () => {
  it('for a state proof is answered with what leads to the app hash', async () => {
    const opened = await founded();
    const { appHash } = await opened.makeBlock(await founding());
    const keys = [stateKey('verifier', people.bank.did), stateKey('member', 'did:web:nobody.example')];
    const { value, height } = await opened.ask('/state', keys);
    const proof = value as Proof & { entries: StateEntryProof[]; blockEnd: BlockEndLeaf };
    expect(height).toBe(1);
    expect(ledgerAppHash(proof.appState)).toEqual(appHash);
    const stateRoot = decodeBase64url(proof.appState.stateRoot);
    expect(proof.entries.map((entry) => verifyStateEntry(entry, stateRoot))).toEqual([true, true]);
    expect(proof.entries.map((entry) => entry.value !== null)).toEqual([true, false]);
    // No vote has set validators: those of the genesis stand.
    expect(proof.colleges).toMatchObject({ key: 'validators', value: { validators: genesis.consensus?.validators } });
    expect(verifyStateEntry(proof.colleges, stateRoot)).toBe(true);
    expect(proof.blockEnd.stateRoot).toBe(proof.appState.stateRoot);
    expect(isIncluded(blockEndLeaf(proof.blockEnd), proof)).toBe(true);
  });

  it('for a proof says from which header on it is attested, also in a quiet network', async () => {
    const opened = await founded();
    const attestedFrom = async () => {
      const { value, height } = await opened.ask('/state', ['parameters']);
      return [(value as Proof).attestedFrom, height];
    };
    expect(await attestedFrom()).toEqual([1, 0]);
    const { appHash } = await opened.makeBlock(await founding());
    expect(await attestedFrom()).toEqual([2, 1]);
    // The next block's header carries the hash, and so does every later one while nothing is accepted.
    expect((await opened.makeBlock([])).appHash).toEqual(appHash);
    expect(await attestedFrom()).toEqual([2, 2]);
  });

  it('for a history proof and a place is answered once the transaction stands', async () => {
    const opened = await founded();
    const transactions = await founding();
    const ids = transactions.map(({ body }) => ledgerTransactionId(body));
    expect(await opened.ask(`/place/${ids[1]}`)).toMatchObject({ code: 1, info: 'transaction_unknown' });
    const { appHash } = await opened.makeBlock(transactions);
    expect((await opened.ask(`/place/${ids[1]}`)).value).toEqual({ height: 1, index: 2 });
    const { value } = await opened.ask(`/history/${ids[1]}`);
    const proof = value as Proof & { ledgerTransaction: LedgerTransaction; height: number };
    expect(ledgerAppHash(proof.appState)).toEqual(appHash);
    expect(isIncluded(ledgerTransactionLeaf(proof.height, proof.ledgerTransaction), proof)).toBe(true);
    expect(isIncluded(ledgerTransactionLeaf(proof.height + 1, proof.ledgerTransaction), proof)).toBe(false);
  });

  it('for leaves is answered with as many as were asked for and are there, and the size of the log', async () => {
    const opened = await founded();
    const transactions = await founding();
    await opened.makeBlock(transactions);
    const read = async (path: string) => (await opened.ask(path)).value as { size: number; leaves: string[] };
    const all = await read('/leaves/0/1000');
    expect(all).toMatchObject({ size: transactions.length + 2 });
    expect(all.leaves).toHaveLength(all.size);
    expect(decodeBase64url(all.leaves[1] ?? '')).toEqual(
      ledgerTransactionLeaf(1, transactions[0] as LedgerTransaction),
    );
    expect((await read('/leaves/1/2')).leaves).toEqual(all.leaves.slice(1, 3));
    expect(await read(`/leaves/${all.size}/10`)).toEqual({ size: all.size, leaves: [] });
  });

  it.each([
    ['/state', [], 'too_many_state_keys'],
    ['/state', Array.from({ length: 17 }, (_, place) => `key ${place}`), 'too_many_state_keys'],
    ['/state', { keys: [] }, 'malformed_state_keys'],
    ['/state', [1], 'malformed_state_keys'],
    ['/state', [[[[[]]]]], 'json_too_deep'],
    ['/state', null, 'malformed_json'],
    ['/state', Array.from({ length: 16 }, (_, place) => `\ud800${place}`), 'malformed_state_keys'],
    ['/state/more', ['parameters'], 'unknown_path'],
    ['/head/more', null, 'unknown_path'],
    ['/place/id/more', null, 'unknown_path'],
    ['/history/id/more', null, 'unknown_path'],
    ['/history/id', null, 'transaction_unknown'],
    ['/leaves/0/1/2', null, 'unknown_path'],
    ['/elsewhere/0/1', null, 'unknown_path'],
    ['/leaves/0', null, 'unknown_path'],
    ['/leaves/-1/2', null, 'malformed_leaf_range'],
    ['/leaves/0/x', null, 'malformed_leaf_range'],
    ['/leaves/9999999999999999/1', null, 'malformed_leaf_range'],
    ['/elsewhere', null, 'unknown_path'],
    ['', null, 'unknown_path'],
    [`/place/${'x'.repeat(300)}`, null, 'unknown_path'],
    ['/place', null, 'unknown_path'],
    ['/p2p/filter/elsewhere/x', null, 'unknown_path'],
    ['/p2p/filter/id', null, 'unknown_path'],
    ['/p2p/filter/id/x/more', null, 'unknown_path'],
    ['/p2p/other/id/x', null, 'unknown_path'],
  ])('under %s with %j is refused', async (path, data, code) => {
    const opened = await founded();
    expect(await opened.ask(path, data)).toMatchObject({ code: 1, info: code });
  });

  it('for as many keys as a proof may speak of is answered', async () => {
    const opened = await founded();
    const keys = Array.from({ length: MAX_STATE_PROOF_KEYS }, (_, place) => `key/${place}`);
    expect((await opened.ask('/state', keys)).value).toMatchObject({ entries: { length: MAX_STATE_PROOF_KEYS } });
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

interface Proof {
  appState: LedgerAppState;
  attestedFrom: number;
  colleges: StateEntryProof;
  inclusion: InclusionProof;
}

function isIncluded(leaf: Uint8Array, { appState, inclusion }: Proof): boolean {
  expect(inclusion.size).toBe(appState.size);
  return verifyInclusion(leafHash(leaf), decodeInclusion(inclusion), decodeBase64url(appState.root));
}
