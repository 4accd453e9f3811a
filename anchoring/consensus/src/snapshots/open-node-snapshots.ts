import { parseDatabaseUrl } from '#service-kit/database';
import { NodeSnapshots, type SnapshotParts } from './node-snapshots.js';
import { SnapshotFolder } from './snapshot-folder.js';
import { SnapshotThread } from './snapshot-thread.js';

export interface NodeSnapshotOptions extends Omit<SnapshotParts, 'folder' | 'begin'> {
  /** URL of the replica's database; snapshots are made of a SQLite file, and restored into either database. */
  database: string;
  /** Absolute path. */
  folder: string;
  /** The thread's main module, built. */
  threadModule: URL;
}

/**
 * Opens a node's snapshots: removes what a killed process left half made or half restored, and starts the thread.
 * @throws `malformed_database_url`
 */
export async function openNodeSnapshots({
  database,
  threadModule,
  ...parts
}: NodeSnapshotOptions): Promise<{ snapshots: NodeSnapshots; close: () => Promise<void> }> {
  const { policy, report, application, restoreStorage } = parts;
  const folder = new SnapshotFolder(parts.folder);
  folder.tidy(policy.kept);
  if (application.position === undefined) await restoreStorage.clear();
  const location = parseDatabaseUrl(database);
  if (location.kind !== 'sqlite' || location.file === ':memory:') {
    const snapshots = new NodeSnapshots({ ...parts, folder, begin: () => Promise.resolve() });
    return { snapshots, close: () => Promise.resolve() };
  }
  const work = { database: location.file, folder: parts.folder, kept: policy.kept };
  const thread = new SnapshotThread(threadModule, work, report);
  const begin = (height: number) => thread.begin(height);
  return { snapshots: new NodeSnapshots({ ...parts, folder, begin }), close: () => thread.close() };
}
