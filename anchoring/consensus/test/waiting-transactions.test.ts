import { describe, expect, it } from '@jest/globals';
import { contractProgram } from '#anchoring/consensus';
import type { LedgerTransaction } from '#ledger';
import { payloads } from '../../contract/test/founded-cooperative.js';
import { bytesOf, type FictiveEngine } from './fictive-engine.js';
import { founding, genesis, signed, useEngines } from './founded-engine.js';

const { founded } = useEngines();
const RECHECK = 1;
/** After it a member's key is in force no more. */
const YEAR = 365 * 86_400;

/** The contract that says how often it was asked about a ledger transaction. */
function countingContract() {
  const contract = contractProgram(genesis.contractCodeDigest);
  const asked: string[] = [];
  const apply: typeof contract.apply = (state, ledgerTransaction, context) => {
    asked.push(ledgerTransaction.body.kind);
    return contract.apply(state, ledgerTransaction, context);
  };
  return { contract: { ...contract, apply }, asked };
}

/** An anchor of its own stream. */
const anchorOf = (stream: string, { root, ...changes }: { root?: string; expiryHeight?: number } = {}) =>
  signed('anchor', { anchor: { ...payloads.anchor(undefined, root).anchor, stream } }, ['bank'], changes);
const recheck = (engine: FictiveEngine, one: LedgerTransaction) => engine.check(bytesOf(one), RECHECK);

describe('what waits when a block is made', () => {
  it('is not executed again where nothing changed that its outcome follows from', async () => {
    const { contract, asked } = countingContract();
    const engine = await founded({ genesis, contract });
    await engine.makeBlock(await founding());
    const [first, second] = [await anchorOf('first'), await anchorOf('second')];
    for (const one of [first, second]) expect(await engine.check(bytesOf(one))).toMatchObject({ code: 0 });
    await engine.makeBlock([first]);
    asked.length = 0;
    expect(await recheck(engine, second)).toEqual({ code: 0, log: {} });
    expect(asked).toEqual([]);
    // It waits as before: the same once more is a repeat, as far as the application knows, and is judged on its own.
    expect(await engine.check(bytesOf(second))).toMatchObject({ code: 0 });
    expect((await engine.makeBlock([second])).proposed).toHaveLength(1);
  });

  it('is refused where the block holds it already, or another with its effect', async () => {
    const engine = await founded();
    await engine.makeBlock(await founding());
    const [one, elsewhere] = [await anchorOf('one'), await anchorOf('two')];
    const [sameAgain, other] = [
      await anchorOf('two', { expiryHeight: 40 }),
      await anchorOf('three', { root: 'other' }),
    ];
    // Other nodes took other ones of the same effect; they come with the block.
    for (const waiting of [one, sameAgain, other])
      expect(await engine.check(bytesOf(waiting))).toMatchObject({ code: 0 });
    await engine.makeBlock([one, elsewhere, await anchorOf('three')]);
    expect((await recheck(engine, one)).log).toMatchObject({ outcome: 'duplicate' });
    expect((await recheck(engine, sameAgain)).log).toMatchObject({ outcome: 'duplicate' });
    expect((await recheck(engine, other)).log).toMatchObject({ code: 'anchor_conflict' });
  });

  it('is refused once it has expired', async () => {
    const engine = await founded();
    await engine.makeBlock(await founding());
    const soon = await anchorOf('soon', { expiryHeight: 3 });
    expect(await engine.check(bytesOf(soon))).toMatchObject({ code: 0 });
    await engine.makeBlock([]);
    expect(await recheck(engine, soon)).toMatchObject({ code: 0 });
    await engine.makeBlock([]);
    expect((await recheck(engine, soon)).log).toMatchObject({ code: 'expired' });
  });

  it('is refused where what it follows from is refused', async () => {
    const engine = await founded();
    const [, ...others] = await founding();
    const late = await signed('register_verifier', payloads.verifier, undefined, { expiryHeight: 1 });
    const anchor = await anchorOf('first');
    for (const one of [late, anchor]) expect(await engine.check(bytesOf(one))).toMatchObject({ code: 0 });
    await engine.makeBlock(others);
    expect((await recheck(engine, late)).log).toMatchObject({ code: 'expired' });
    expect((await recheck(engine, anchor)).log).toMatchObject({ code: 'verifier_unknown' });
  });

  it('waits on where what it follows from stands in the block', async () => {
    const engine = await founded();
    const [verifier, ...others] = (await founding()) as [LedgerTransaction, ...LedgerTransaction[]];
    const anchor = await anchorOf('first');
    for (const one of [verifier, anchor]) expect(await engine.check(bytesOf(one))).toMatchObject({ code: 0 });
    await engine.makeBlock([verifier, ...others]);
    expect(await recheck(engine, anchor)).toEqual({ code: 0, log: {} });
  });

  it('is executed again after it was left out of a proposal, so that nothing which is refused waits for ever', async () => {
    const { contract, asked } = countingContract();
    const engine = await founded({ genesis, contract });
    await engine.makeBlock(await founding());
    const anchor = await anchorOf('first');
    expect(await engine.check(bytesOf(anchor))).toMatchObject({ code: 0 });
    engine.time += YEAR;
    expect(await engine.prepare([bytesOf(anchor)])).toEqual([]);
    asked.length = 0;
    await engine.makeBlock([]);
    expect((await recheck(engine, anchor)).log).toMatchObject({ code: 'signer_key_not_in_force' });
    expect(asked).toEqual(['anchor']);
  });
});

describe("a validator's own proposal", () => {
  it('is executed once, and judged anew where anything differs', async () => {
    const { contract, asked } = countingContract();
    const engine = await founded({ genesis, contract });
    await engine.makeBlock(await founding());
    asked.length = 0;
    const proposed = await engine.prepare([bytesOf(await anchorOf('first')), bytesOf(await anchorOf('second'))]);
    expect(asked).toHaveLength(2);
    expect(await engine.process(proposed)).toBe(1);
    expect(asked).toHaveLength(2);
    expect(await engine.process(proposed.slice(1))).toBe(1);
    expect(asked).toHaveLength(3);
    engine.time += 1;
    expect(await engine.process(proposed)).toBe(1);
    expect(asked).toHaveLength(5);
    // The same transactions after signatures that lack a college are no block, however often they were executed.
    engine.signers = [];
    expect(await engine.process(proposed)).toBe(2);
  });
});
