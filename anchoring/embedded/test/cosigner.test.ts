import { beforeEach, describe, expect, it } from '@jest/globals';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import type { LedgerTransaction } from '#ledger';
import { cosigners, genesis, payloads, signed, START } from '../../contract/test/founded-cooperative.js';
import { Cosigner, type ProposedBlock } from '../src/cosigner.js';
import { executeGenesisBlock, Replica } from '../src/replica.js';

const apply = createContract({ verifySignature: verifyWithNodeCrypto });
const { position, writes } = executeGenesisBlock(genesis);
const entries = writes.map(({ key, value }) => [key, value] as const);
const replicaOf = (name: 'engine' | 'citizens') =>
  new Replica({ name, position, entries: [...entries] }, genesis, apply);

let engine: Replica;
let cosigner: Cosigner;
let ledgerTransactions: LedgerTransaction[];
beforeEach(async () => {
  engine = replicaOf('engine');
  cosigner = new Cosigner(replicaOf('citizens'), cosigners.citizens);
  ledgerTransactions = [await signed('register_verifier', payloads.verifier)];
});

/** As an honest engine proposes it. */
function proposed(time = START): ProposedBlock {
  const { position: reached, head } = engine.prepare(ledgerTransactions, time);
  return { ledgerTransactions, height: reached.height, time, stateRoot: reached.stateRoot, head };
}

const refusedFor = (why: string) =>
  expect.objectContaining({
    code: 'cosigner_refused',
    message: expect.stringContaining(why) as unknown,
  }) as unknown as Error;

describe('a cosigner agrees to', () => {
  it('a block that its own execution comes to, whose time is at most a minute ahead of its clock', () => {
    const block = proposed(START + 60);
    expect(cosigner.prepare(block, START).head).toEqual(block.head);
  });

  const other = new Uint8Array(32);
  it.each<[what: string, change: (block: ProposedBlock) => Partial<ProposedBlock>, why: string]>([
    ['a height that was', () => ({ height: 0 }), 'the height does not follow its own'],
    ['a height to come', () => ({ height: 2 }), 'the height does not follow its own'],
    ['a time before the last block’s', () => ({ time: genesis.createdAt - 1 }), "the block's time is wrong"],
    ['a time more than a minute ahead', () => ({ time: START + 61 }), "the block's time is wrong"],
    ['another state', () => ({ stateRoot: 'A'.repeat(43) }), 'its state root differs'],
    ['another log', ({ head }) => ({ head: { ...head, root: other } }), 'its log root differs'],
    ['a longer log', ({ head }) => ({ head: { ...head, size: head.size + 1 } }), 'its log root differs'],
  ])('nothing that has %s, and is as it was', (_, change, why) => {
    const block = proposed();
    expect(() => cosigner.prepare({ ...block, ...change(block) }, START)).toThrow(refusedFor(why));
    expect(cosigner.prepare(block, START).head).toEqual(block.head);
  });

  it('no block that holds what it does not accept', async () => {
    const block = proposed();
    const refused = await signed('anchor', payloads.anchor(), ['water']);
    const both = { ...block, ledgerTransactions: [...ledgerTransactions, refused] };
    expect(() => cosigner.prepare(both, START)).toThrow(refusedFor('it does not accept'));
  });
});

describe('a cosigner signs', () => {
  it('the head that it reached, and later again', async () => {
    const { name } = await cosigner.cosign(replicaOf('engine').head, START);
    expect(name).toBe(cosigners.citizens.key.name);
    await cosigner.cosign(replicaOf('engine').head, START);
  });

  it('no other log, size or root, and nothing at a time before the last one', async () => {
    const { head } = replicaOf('engine');
    for (const change of [
      { origin: 'another.example/incola' },
      { size: head.size + 1 },
      { root: new Uint8Array(32) },
    ]) {
      await expect(cosigner.cosign({ ...head, ...change }, START)).rejects.toThrow(
        refusedFor('the tree head is not its own'),
      );
    }
    await cosigner.cosign(head, START);
    await expect(cosigner.cosign(head, START - 1)).rejects.toThrow(refusedFor('the time runs backwards'));
  });
});
