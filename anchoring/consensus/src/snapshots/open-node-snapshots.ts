import type { CodedError } from '#primitives';
import { NodeSnapshots, type SnapshotParts } from './node-snapshots.js';
import { RestorePatience, RESTORE_PATIENCE_SECONDS } from './restore-patience.js';
import { SnapshotFolder } from './snapshot-folder.js';
import { SnapshotThread } from './snapshot-thread.js';

export interface NodeSnapshotOptions extends Omit<SnapshotParts, 'folder' | 'begin' | 'advance'> {
  /** The replica's file, of which snapshots are made. */
  database: string;
  /** Absolute path. */
  folder: string;
  /** How long a node that is to begin from a snapshot waits until one, or a part of it, is accepted. */
  restorePatienceSeconds?: number;
  /** The thread's main module, built. */
  threadModule: URL;
}

/**
 * Opens a node's snapshots: removes what a killed process left half made or half restored, and starts the thread. A node that is
 * to begin from a snapshot and finds none hears of it (`state_sync_failed`, to `report`).
 */
export async function openNodeSnapshots({
  database,
  threadModule,
  restorePatienceSeconds = RESTORE_PATIENCE_SECONDS,
  ...options
}: NodeSnapshotOptions): Promise<{ snapshots: NodeSnapshots; close: () => Promise<void> }> {
  const { policy, report, application, restoreStorage, trustedHeight = 0 } = options;
  const isThere = () => application.position !== undefined;
  const patience =
    trustedHeight === 0 || isThere()
      ? undefined
      : new RestorePatience({ patienceSeconds: restorePatienceSeconds, isThere, report });
  const parts = {
    ...options,
    advance: () => patience?.advance(),
    report: (problem: CodedError) => {
      patience?.refused(problem);
      report(problem);
    },
  };
  const folder = new SnapshotFolder(options.folder);
  folder.tidy(policy.kept);
  if (!isThere()) await restoreStorage.clear();
  const work = { database, folder: options.folder, kept: policy.kept };
  const thread = new SnapshotThread(threadModule, work, report);
  const begin = (height: number) => thread.begin(height);
  const close = async () => {
    patience?.close();
    await thread.close();
  };
  return { snapshots: new NodeSnapshots({ ...parts, folder, begin }), close };
}
