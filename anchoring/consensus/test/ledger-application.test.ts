import { describe, expect, it } from '@jest/globals';
import { BlockIDFlag } from 'cosmjs-types/tendermint/types/validator';
import { createContract, executeBlock, executeGenesis, LedgerState, verifyWithNodeCrypto } from '#anchoring/contract';
import { contractProgram, MAX_BLOCK_TRANSACTIONS } from '#anchoring/consensus';
import { checkLog, LogReplay } from '#anchoring/log';
import { openSqlite } from '#service-kit/sqlite';
import { COLLEGES, genesisDigest, stateKey, validatorAddress, type LedgerTransaction } from '#ledger';
import {
  foundedGenesis,
  genesis as plainGenesis,
  payloads,
  people,
  START,
} from '../../contract/test/founded-cooperative.js';
import { bytesOf, firstValidators, signedFor, validatorOf, withNetwork, type FictiveEngine } from './fictive-engine.js';
import { founding, freshFile, genesis, signed, useEngines } from './founded-engine.js';

const { open, founded } = useEngines();

describe('the genesis of a network', () => {
  it('is stored once, and is the same after a crash before the first block', async () => {
    const options = { genesis, databaseFile: freshFile() };
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
    const databaseFile = freshFile();
    await (await founded({ genesis, databaseFile })).close();
    const other = { genesis: withNetwork(foundedGenesis({ createdAt: START - 99 })), databaseFile };
    await expect(open(other)).rejects.toMatchObject({ code: 'genesis_differs' });
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
      expect(await opened.check(bytesOf(one))).toEqual({ code: 0, log: {} });
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

  it('of more transactions than there may be is rejected for that alone, however short they are', async () => {
    const opened = await founded();
    const block = (count: number) => new Array<Uint8Array>(count).fill(new Uint8Array());
    expect(await opened.process(block(MAX_BLOCK_TRANSACTIONS))).toBe(2);
    expect(await opened.process(block(MAX_BLOCK_TRANSACTIONS + 1))).toBe(2);
    expect(opened.reported.map(({ code }) => code)).toEqual(['transaction_not_accepted', 'too_many_transactions']);
    // Each transaction wants one unit, so that the network's own limit is the same.
    const [verifier] = await founding();
    const { checkTx } = await opened.mempool.ask({ checkTx: { tx: bytesOf(verifier as LedgerTransaction), type: 0 } });
    expect([checkTx?.code, checkTx?.gasWanted]).toEqual([0, 1n]);
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

  it.each(['BLOCK_ID_FLAG_ABSENT', 'BLOCK_ID_FLAG_NIL'] as const)(
    'after one whose commit names validators, but none that signed it (%s), is rejected',
    async (flag) => {
      const opened = await founded();
      await opened.makeBlock(await founding());
      opened.vote = BlockIDFlag[flag];
      expect(await opened.process([])).toBe(2);
      expect(opened.reported.map(({ code }) => code)).toEqual(['college_not_in_commit']);
    },
  );

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

  it('is executed once, and anew where its time, evidence or transactions differ, whatever hash it has', async () => {
    const program = contractProgram(genesis.contractCodeDigest);
    let executed = 0;
    const apply: typeof program.apply = (...all) => (executed++, program.apply(...all));
    const opened = await founded({ genesis, contract: { ...program, apply } });
    const [verifier, issuer] = (await founding()).map(bytesOf) as [Uint8Array, Uint8Array];
    const proposed = await opened.prepare([verifier]);
    const hash = opened.hashOf(proposed);
    await opened.process(proposed);
    expect(executed).toBe(1);
    const misbehaviour = { kind: 'double_sign', address: validatorAddress(validatorOf('city')), height: 0 } as const;
    for (const differ of [() => opened.time++, () => (opened.misbehaviour = [misbehaviour])]) {
      const before = executed;
      differ();
      await opened.process(proposed, hash);
      expect(executed).toBe(before + 1);
    }
    await opened.process([issuer], hash);
    expect(executed).toBe(4);
    await opened.finalize(proposed, { hash: new Uint8Array(32) });
    expect(executed).toBe(4);
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

describe('the log', () => {
  const check = (engine: FictiveEngine) =>
    checkLog(engine.store.storage, genesis, createContract({ verifySignature: verifyWithNodeCrypto }));

  it('is executed again from its leaves alone, with gaps where blocks were empty', async () => {
    const opened = await founded();
    const [first, ...others] = (await founding()) as [LedgerTransaction, ...LedgerTransaction[]];
    for (const block of [[], [first], [], [], others]) await opened.makeBlock(block);
    expect(await check(opened)).toMatchObject({ height: 5, ledgerTransactions: 3 });
  });

  it.each([
    ['refuses', plainGenesis, 2],
    ['reads', plainGenesis, 1],
    ['reads', genesis, 2],
  ])('%s a gap only as the genesis allows it', async (verdict, of, height) => {
    const apply = createContract({ verifySignature: verifyWithNodeCrypto });
    const state = new LedgerState();
    const { leaves } = executeGenesis(state, of);
    const context = { height, time: START, genesis: genesisDigest(of) };
    const ledgerTransactions = [await signedFor(of)('register_verifier', payloads.verifier)];
    leaves.push(...executeBlock(state, apply, { ledgerTransactions, context }).leaves);
    const replay = new LogReplay(of, apply);
    const read = () => leaves.map((leaf) => replay.read(leaf)?.height);
    if (verdict === 'reads') expect(read()).toEqual([0, undefined, height]);
    else expect(read).toThrow(expect.objectContaining({ code: 'log_diverges' }));
  });
});

describe('a restart', () => {
  it('replays a block that was decided but not committed, and comes to the same', async () => {
    const options = { genesis, databaseFile: freshFile() };
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
    const options = { genesis, databaseFile: freshFile() };
    const first = await founded(options);
    await first.makeBlock(await founding());
    await first.close();
    const database = openSqlite(options.databaseFile);
    database.exec(
      `UPDATE consensus_state SET value = replace(value, 'active', 'suspended') WHERE key LIKE 'verifier/%'`,
    );
    database.close();
    await expect(open(options)).rejects.toMatchObject({ code: 'replica_damaged' });
  });
});
