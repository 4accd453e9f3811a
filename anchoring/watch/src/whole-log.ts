import { assertOurs, encodeBase64url, outage } from '#primitives';
import { consistencyProof, type SubtreeHash } from '#ledger';
import { LogFrontier, type CompletedNode } from '#anchoring/log';
import { LEAVES_AT_ONCE, type LedgerSource } from './ledger-source.js';

/** Beyond this a watcher would rather be restarted on its last state than read a log from its first leaf. */
const MAX_LEAVES = 20_000_000;

/** What a whole log shows of its beginning. */
export interface ReadLog {
  /** base64url, of all leaves that were asked for. */
  root: string;
  /** Of the first so many leaves. */
  beginning: { size: number; root: string; proof: string[] };
}

/**
 * Reads a source's log from its first leaf, and proves what its beginning is.
 * @param size leaves to read
 * @param first size of the beginning, at most `size`
 * @throws `source_unreachable`, `log_too_long` (outages)
 */
export async function readWholeLog(source: LedgerSource, size: number, first: number): Promise<ReadLog> {
  if (size > MAX_LEAVES) throw outage('log_too_long', `A log of ${size} leaves is not read from its first one.`);
  const frontier = new LogFrontier();
  const nodes = new Map<string, Uint8Array>();
  const keep = ({ level, index, hash }: CompletedNode) => nodes.set(`${level}/${index}`, hash);
  let root = first === 0 ? encodeBase64url(frontier.root()) : '';
  while (frontier.size < size) {
    const wanted = Math.min(LEAVES_AT_ONCE, size - frontier.size);
    const leaves = (await source.leaves(frontier.size, wanted)).slice(0, wanted);
    if (leaves.length === 0) throw outage('source_unreachable', 'The source cannot be read: it has no such leaves.');
    for (const leaf of leaves) {
      frontier.append(leaf).forEach(keep);
      if (frontier.size === first) root = encodeBase64url(frontier.root());
    }
  }
  const subtree: SubtreeHash = (level, index) => {
    const hash = nodes.get(`${level}/${index}`);
    assertOurs(hash !== undefined, 'every complete subtree of what was read is kept');
    return hash;
  };
  const proof = consistencyProof(subtree, first, size).map(encodeBase64url);
  return { root: encodeBase64url(frontier.root()), beginning: { size: first, root, proof } };
}
