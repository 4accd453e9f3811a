import { createHash } from 'node:crypto';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkLog } from '#anchoring/log';
import { isCodedError, decodeBase64url, encodeBase64url } from '#primitives';
import { parseCheckpoint, parseLogLeaf } from '#ledger';
import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

interface LeafRow {
  index: number;
  leaf: string;
}

const REPLAYED_SHARE = 0.1;
const LEAVES = 'SELECT "index", "leaf" FROM "cooperative_ledger_leaves" ORDER BY "index"';

/** What the log holds stays as it is and where it is; anybody who replays it comes to the same; one anchor for a period. */
export function logOnlyGrows(): Invariant {
  let length = 0;
  let digest = digestOf([]);
  return {
    name: 'the log only grows',
    afterStep({ tables }) {
      const leaves = tables.cooperative.rows<LeafRow>(LEAVES);
      const before = leaves.slice(0, length);
      const breaches = [
        ...(leaves.length < length ? [`${length - leaves.length} leaves are gone`] : []),
        ...(digestOf(before) === digest ? [] : ['leaves that were there are others']),
        ...(leaves.every(({ index }, place) => index === place) ? [] : ['a leaf is missing']),
      ];
      [length, digest] = [leaves.length, digestOf(leaves)];
      return breaches;
    },
    async atRest(world) {
      const leaves = world.tables.cooperative.rows<LeafRow>(LEAVES).map(({ leaf }) => decodeBase64url(leaf));
      const breaches = anchoredTwice(leaves);
      // Every replica has executed every block; whoever crashed over one, or was chosen, is replayed from the genesis too.
      const isReplayed = world.services.cooperative.deaths > 0 || world.random.chance(REPLAYED_SHARE);
      return isReplayed ? [...breaches, ...(await replayed(world, leaves))] : breaches;
    },
  };
}

function anchoredTwice(leaves: readonly Uint8Array[]): string[] {
  const anchored = new Set<string>();
  const breaches: string[] = [];
  for (const bytes of leaves) {
    const leaf = parseLogLeaf(bytes);
    if (leaf.kind !== 'ledger_transaction' || leaf.ledgerTransaction.body.kind !== 'anchor') continue;
    const { member, stream, period } = leaf.ledgerTransaction.body.payload.anchor;
    const name = `${member} ${stream} ${period}`;
    if (anchored.has(name)) breaches.push(`${member} has two anchors for one period`);
    anchored.add(name);
  }
  return breaches;
}

/** Replays every leaf from the genesis, and holds the result to what log and colleges have signed. */
async function replayed({ services }: World, leaves: readonly Uint8Array[]): Promise<string[]> {
  const { ledger } = services.cooperative.running;
  const storage = { readLeaves: async (start: number, count: number) => leaves.slice(start, start + count) };
  try {
    const { head } = await checkLog(storage, ledger.genesis, createContract({ verifySignature: verifyWithNodeCrypto }));
    const { size, root } = parseCheckpoint(await ledger.checkpoint()).head;
    const isSame = size === head.size && encodeBase64url(root) === encodeBase64url(head.root);
    return isSame ? [] : ['the signed checkpoint is not what the leaves make'];
  } catch (error) {
    if (isCodedError(error)) return [error.code];
    throw error;
  }
}

function digestOf(leaves: readonly LeafRow[]): string {
  const hash = createHash('sha256');
  for (const { leaf } of leaves) hash.update(leaf).update('\n');
  return hash.digest('hex');
}
