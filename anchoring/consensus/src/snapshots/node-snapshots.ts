import { refusal, type CodedError } from '#primitives';
import type { Genesis } from '#ledger';
import type { LedgerApplication } from '../application/index.js';
import { retainHeight } from './retain-height.js';
import type { RestoreStorage } from './restore-storage.js';
import { describeSnapshot, SNAPSHOT_FORMAT, type Snapshot } from './snapshot-contents.js';
import { isSnapshotDue } from './snapshot-due.js';
import type { SnapshotFolder } from './snapshot-folder.js';
import type { SnapshotPolicy } from './snapshot-policy.js';
import { SnapshotRestore, type ChunkVerdict, type OfferVerdict } from './snapshot-restore.js';

/** The engine's light client needs the header of the block after next (CometBFT, `statesync`): younger ones are not offered. */
const BLOCKS_AFTER = 2;

export interface SnapshotParts {
  application: LedgerApplication;
  genesis: Genesis;
  folder: SnapshotFolder;
  restoreStorage: RestoreStorage;
  policy: SnapshotPolicy;
  /** Begins to make a snapshot of the block that was just committed (`SnapshotThread.begin`). */
  begin: (height: number) => Promise<void>;
  report: (problem: CodedError) => void;
  /** A snapshot of others, or a chunk of it, was accepted. */
  advance?: () => void;
  /** The height of the block that the operator trusts, where the node is to begin from a snapshot. */
  trustedHeight?: number;
}

/** The snapshots of one node: what it offers to others, what it restores itself, and which blocks may go meanwhile. */
export class NodeSnapshots {
  readonly #parts: SnapshotParts;
  readonly #restore: SnapshotRestore;

  constructor(parts: SnapshotParts) {
    this.#parts = parts;
    const { genesis, restoreStorage: storage, report, policy, trustedHeight = 0 } = parts;
    const oldestHeight = trustedHeight - policy.keptBlocks;
    this.#restore = new SnapshotRestore({ genesis, storage, report, oldestHeight });
  }

  /** The node's snapshots, as far as others can verify them already. */
  list(): Snapshot[] {
    const { folder, application } = this.#parts;
    const height = application.position?.height ?? 0;
    return folder.heights().flatMap((one) => {
      const contents = one + BLOCKS_AFTER <= height ? folder.contents(one) : undefined;
      return contents === undefined ? [] : [describeSnapshot(contents)];
    });
  }

  /** `undefined` where there is no such chunk. */
  async loadChunk(wanted: { height: number; format: number; index: number }): Promise<Uint8Array | undefined> {
    return wanted.format === SNAPSHOT_FORMAT ? this.#parts.folder.chunk(wanted.height, wanted.index) : undefined;
  }

  /** Only a ledger without blocks of its own begins from a snapshot: one that was restored, or none. */
  async offer(snapshot: Snapshot, appHash: Uint8Array): Promise<OfferVerdict> {
    const { application, report } = this.#parts;
    const { position } = application;
    if (position !== undefined && position.height > 0 && position.isRestored !== true) {
      report(refusal('snapshot_not_wanted', 'The ledger has blocks, and is not replaced by a snapshot.'));
      return 'abort';
    }
    application.forget();
    const verdict = await this.#restore.offer(snapshot, appHash);
    if (verdict === 'accept') this.#parts.advance?.();
    return verdict;
  }

  async applyChunk(index: number, chunk: Uint8Array, sender: string): Promise<ChunkVerdict> {
    const answer = await this.#restore.apply(index, chunk, sender, () => this.#parts.application.resume());
    if (answer.verdict === 'accept') this.#parts.advance?.();
    return answer;
  }

  /**
   * Commits the decided block, and begins a snapshot where one is due.
   * @returns the first block that the engine keeps, or 0
   * @throws as `LedgerApplication.commit`
   */
  async commit(): Promise<number> {
    const { application, policy, folder, begin } = this.#parts;
    const before = application.position;
    await application.commit();
    const after = application.position;
    if (before === undefined || after === undefined) return 0;
    if (isSnapshotDue(before, after, policy.interval)) await begin(after.height);
    // No block is old enough to go: a folder need not be listed at each commit to say so.
    if (after.height <= policy.keptBlocks) return 0;
    const oldestSnapshot = folder.heights().at(-1);
    return retainHeight({ height: after.height, oldestSnapshot, keptBlocks: policy.keptBlocks });
  }
}
