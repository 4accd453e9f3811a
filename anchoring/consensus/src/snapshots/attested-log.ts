import { decodeBase64url, encodeBase64url, equalBytes, refusal } from '#primitives';
import { ledgerAppHash } from '#ledger';
import { LogFrontier } from '#anchoring/log';
import type { SnapshotContents } from './snapshot-contents.js';

/**
 * Before any chunk is fetched: what the snapshot names must come to the app hash of a header that the engine verified. From then
 * on each of the log's digests is as good as attested, and so is the state's root.
 * @throws `snapshot_differs`, `subtree_out_of_place`
 */
export function requireAttestedLog({ log, stateRoot }: SnapshotContents, appHash: Uint8Array): void {
  const frontier = new LogFrontier();
  for (const { count, digest } of log) frontier.appendSubtree(Math.log2(count), decodeBase64url(digest));
  const root = encodeBase64url(frontier.root());
  if (equalBytes(ledgerAppHash({ size: frontier.size, root, stateRoot }), appHash)) return;
  throw refusal('snapshot_differs', "The snapshot is not the ledger's: the header has another app hash.");
}
