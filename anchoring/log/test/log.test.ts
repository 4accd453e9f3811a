import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  blockEndLeaf,
  leafHash,
  parseLogLeaf,
  verifyConsistency,
  verifyInclusion,
  type LedgerTransaction,
  type SubtreePlace,
} from '#ledger';
import { createContract, executeBlock, executeGenesis, LedgerState, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLog, LogFrontier, proveConsistency, proveInclusion } from '#anchoring/log';
import { decodeHex, encodeHex, encodeUtf8 } from '#primitives';
import { context, genesis, payloads, signed, START } from '../../contract/test/founded-cooperative.js';

const { leaves, roots } = JSON.parse(
  readFileSync(new URL('../../../test/vectors/rfc6962/merkle-tree.json', import.meta.url), 'utf8'),
) as { leaves: string[]; roots: string[] };
const apply = createContract({ verifySignature: verifyWithNodeCrypto });

function storeOf(data: readonly Uint8Array[]) {
  const frontier = new LogFrontier();
  const nodes = new Map<string, Uint8Array>();
  const heads = [{ size: 0, root: frontier.root() }];
  for (const leaf of data) {
    for (const { level, index, hash } of frontier.append(leaf)) nodes.set(`${level}/${index}`, hash);
    heads.push({ size: frontier.size, root: frontier.root() });
  }
  return {
    heads,
    readLeaves: async (start: number, count: number) => data.slice(start, start + count),
    readNodes: async (places: readonly SubtreePlace[]) =>
      places.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? new Uint8Array()),
  };
}

describe('the append-only log', () => {
  it('has the published roots of RFC 6962 after every append', () => {
    const { heads } = storeOf(leaves.map(decodeHex));
    expect(heads.map(({ root }) => encodeHex(root))).toEqual(roots);
  });

  it('proves every leaf and every growth from its stored subtrees, also when it has grown meanwhile', async () => {
    const data = Array.from({ length: 21 }, (_, index) => Uint8Array.of(index));
    const store = storeOf(data);
    for (let size = 1; size <= data.length; size++) {
      const newer = store.heads[size];
      if (newer === undefined) throw new Error('every size has a head');
      for (let index = 0; index < size; index++) {
        const path = await proveInclusion(store, index, size);
        expect(verifyInclusion(leafHash(Uint8Array.of(index)), path, newer.root)).toBe(true);
        const older = store.heads[index];
        if (older === undefined) throw new Error('every size has a head');
        expect(verifyConsistency(older, newer, await proveConsistency(store, index, size))).toBe(true);
      }
    }
  });
});

describe("the log's checker", () => {
  async function ledgerLeaves(): Promise<Uint8Array[]> {
    const state = new LedgerState();
    const all = [...executeGenesis(state, genesis).leaves];
    const blocks: LedgerTransaction[][] = [
      [await signed('register_verifier', payloads.verifier), await signed('accredit_issuer', payloads.issuer)],
      [await signed('anchor', payloads.anchor(), ['bank'])],
    ];
    for (const [place, ledgerTransactions] of blocks.entries()) {
      const block = { ledgerTransactions, context: { ...context, height: place + 1, time: START + place } };
      all.push(...executeBlock(state, apply, block).leaves);
    }
    return all;
  }

  it('replays the contract from the genesis and comes to the same roots', async () => {
    const all = await ledgerLeaves();
    const store = storeOf(all);
    expect(await checkLog(store, genesis, apply)).toMatchObject({
      height: 2,
      ledgerTransactions: 3,
      head: { size: all.length, root: store.heads.at(-1)?.root },
    });
  });

  it.each([
    ['a leaf left out', (all: Uint8Array[]) => all.toSpliced(1, 1), 'log_diverges'],
    [
      'two leaves swapped',
      (all: Uint8Array[]) => [1, 0, 2, 3, 4, 5].map((at) => all[at] as Uint8Array),
      'log_diverges',
    ],
    ['a leaf written twice', (all: Uint8Array[]) => all.toSpliced(1, 0, all[1] as Uint8Array), 'log_diverges'],
    ['no end of its last block', (all: Uint8Array[]) => all.slice(0, -1), 'log_incomplete'],
    ['nothing in it', () => [], 'log_incomplete'],
    ['foreign bytes', (all: Uint8Array[]) => [...all, encodeUtf8('{}')], 'malformed_log_leaf'],
    ['another state root', changeStateRoot, 'log_diverges'],
    ['another state root in the midst of it', changeEarlierStateRoot, 'log_diverges'],
    [
      'a leaf that begins otherwise',
      (all: Uint8Array[]) =>
        all.with(
          1,
          (all[1] as Uint8Array).map((byte, at) => (at === 0 ? byte ^ 1 : byte)),
        ),
      'malformed_log_leaf',
    ],
    ['a block without ledger transactions', (all: Uint8Array[]) => [...all, all.at(-1) as Uint8Array], 'log_diverges'],
  ] as [string, (all: Uint8Array[]) => Uint8Array[], string][])('refuses a log with %s', async (_, change, code) => {
    const checking = checkLog(storeOf(change(await ledgerLeaves())), genesis, apply);
    await expect(checking).rejects.toThrow(expect.objectContaining({ code }));
  });

  it('refuses a log whose time runs backwards, also where the contract would take it so', async () => {
    const checked = async (later: number) => {
      const state = new LedgerState();
      const all = [...executeGenesis(state, genesis).leaves];
      const anchors = [
        await signed('register_verifier', payloads.verifier),
        await signed('accredit_issuer', payloads.issuer),
      ];
      for (const [place, ledgerTransaction] of anchors.entries()) {
        const time = START + place * later;
        const block = { ledgerTransactions: [ledgerTransaction], context: { ...context, height: place + 1, time } };
        all.push(...executeBlock(state, apply, block).leaves);
      }
      return checkLog(storeOf(all), genesis, apply);
    };
    expect(await checked(0)).toMatchObject({ height: 2 });
    await expect(checked(-1)).rejects.toThrow(expect.objectContaining({ code: 'log_diverges' }));
  });

  it('comes to another root than the attested one where leaves of one block changed places', async () => {
    const all = await ledgerLeaves();
    const moved = [0, 2, 1, 3, 4, 5].map((at) => all[at] as Uint8Array);
    const [first, second] = [
      await checkLog(storeOf(all), genesis, apply),
      await checkLog(storeOf(moved), genesis, apply),
    ];
    expect(second.stateRoot).toBe(first.stateRoot);
    expect(second.head.root).not.toEqual(first.head.root);
  });

  it('refuses leaves that are not the canonical form of themselves', async () => {
    const [first = new Uint8Array()] = await ledgerLeaves();
    const text = new TextDecoder().decode(first).replace('"kind":"block_end"', '"kind": "block_end"');
    expect(() => parseLogLeaf(encodeUtf8(text))).toThrow(expect.objectContaining({ code: 'malformed_log_leaf' }));
  });
});

function changeEarlierStateRoot(all: Uint8Array[]): Uint8Array[] {
  const place = all.findIndex((bytes, at) => at > 0 && parseLogLeaf(bytes).kind === 'block_end');
  const [first, end] = [parseLogLeaf(all[0] as Uint8Array), parseLogLeaf(all[place] as Uint8Array)];
  if (first.kind !== 'block_end' || end.kind !== 'block_end') throw new Error('blocks end');
  return all.with(place, blockEndLeaf({ height: end.height, time: end.time, stateRoot: first.stateRoot }));
}

function changeStateRoot(all: Uint8Array[]): Uint8Array[] {
  const first = parseLogLeaf(all[0] as Uint8Array);
  const last = parseLogLeaf(all.at(-1) as Uint8Array);
  if (first.kind !== 'block_end' || last.kind !== 'block_end') throw new Error('blocks end');
  const { height, time } = last;
  return all.with(-1, blockEndLeaf({ height, time, stateRoot: first.stateRoot }));
}
