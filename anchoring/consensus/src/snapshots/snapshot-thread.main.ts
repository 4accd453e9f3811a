import { parentPort, workerData } from 'node:worker_threads';
import { SqliteReplica } from '../adapters/sqlite/sqlite-replica.js';
import { SnapshotFolder } from './snapshot-folder.js';
import type { SnapshotNews, SnapshotWork } from './snapshot-thread.js';
import { writeSnapshot } from './write-snapshot.js';

const { database, folder, kept } = workerData as SnapshotWork;
const tell = (news: SnapshotNews) => parentPort?.postMessage(news);

parentPort?.on('message', ({ height }: { height: number }) => {
  try {
    makeSnapshot(height);
  } catch (error) {
    tell({ news: 'failed', height, reason: error instanceof Error ? error.message : 'unknown' });
  }
});

function makeSnapshot(height: number): void {
  const startedAt = performance.now();
  const replica = new SqliteReplica(database);
  try {
    if (replica.position.height !== height) return tell({ news: 'missed', height });
    tell({ news: 'begun', height });
    const { log, state } = writeSnapshot(replica, new SnapshotFolder(folder), kept);
    const milliseconds = Math.round(performance.now() - startedAt);
    tell({ news: 'made', height, chunks: log.length + state.length, milliseconds });
  } finally {
    replica.close();
  }
}
