export { DEFAULT_SNAPSHOT_POLICY, NodeSnapshots, type SnapshotParts, type SnapshotPolicy } from './node-snapshots.js';
export { openNodeSnapshots, type NodeSnapshotOptions } from './open-node-snapshots.js';
export { RESTORE_PATIENCE_SECONDS, STATE_SYNC_FAILED_EXIT_CODE } from './restore-patience.js';
export type { RestoredPart, RestoreStorage } from './restore-storage.js';
export type { Snapshot, SnapshotContents } from './snapshot-contents.js';
export { SnapshotFolder } from './snapshot-folder.js';
export type { ChunkVerdict, OfferVerdict } from './snapshot-restore.js';
export { SnapshotThread } from './snapshot-thread.js';
export { writeSnapshot, type ReplicaAtRest } from './write-snapshot.js';
