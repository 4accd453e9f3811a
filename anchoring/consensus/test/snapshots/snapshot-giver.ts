import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  contractProgram,
  openConsensusStore,
  openLedgerApplication,
  SnapshotFolder,
  writeSnapshot,
} from '#anchoring/consensus';
import type { CodedError } from '#primitives';
import { START } from '../../../contract/test/founded-cooperative.js';
import { SqliteReplica } from '../../src/adapters/sqlite/sqlite-replica.js';
import { describeSnapshot } from '../../src/snapshots/snapshot-contents.js';
import { NodeSnapshots } from '../../src/snapshots/node-snapshots.js';
import type { ReplicaAtRest } from '../../src/snapshots/write-snapshot.js';
import { LivedNode } from '../lived-node.js';

/** Small enough for several chunks of log and state. */
export const CHUNK_BYTES = 4000;
export const POLICY = { interval: 5, kept: 2, keptBlocks: 10 };

export function freshFolder(): SnapshotFolder {
  return new SnapshotFolder(mkdtempSync(join(tmpdir(), 'incola-snapshots-')));
}

/** A snapshot of a replica's file as it stands. @param change of what is read, as a liar would */
export function takeSnapshot(
  file: string,
  { folder = freshFolder(), kept = 2, change = (replica: ReplicaAtRest) => replica, chunkBytes = CHUNK_BYTES } = {},
) {
  const replica = new SqliteReplica(file);
  try {
    const contents = writeSnapshot(change(replica), folder, kept, chunkBytes);
    return { folder, contents, snapshot: describeSnapshot(contents) };
  } finally {
    replica.close();
  }
}

export async function chunksOf(folder: SnapshotFolder, height: number, count: number): Promise<Uint8Array[]> {
  const all = Array.from({ length: count }, (_, index) => folder.chunk(height, index));
  return (await Promise.all(all)).map((chunk) => chunk ?? new Uint8Array());
}

/** A node that lived, and a snapshot of it as it stands. Close the node. */
export async function takeLived() {
  const lived = await LivedNode.open();
  const { folder, contents, snapshot } = takeSnapshot(lived.file);
  const chunks = await chunksOf(folder, snapshot.height, snapshot.chunks);
  const { appHash } = await lived.engine.info();
  return { lived, snapshot, chunks, appHash, logChunks: contents.log.length };
}

/** A node that begins with nothing, or with what its database holds. */
export async function openReceiver(databaseFile: string, trustedHeight = 0) {
  const store = openConsensusStore(databaseFile);
  const { storage, restoreStorage } = store;
  const reported: CodedError[] = [];
  const report = (problem: CodedError) => void reported.push(problem);
  const { genesis } = LivedNode;
  const parts = {
    genesis,
    storage,
    contract: contractProgram(genesis.contractCodeDigest),
    isPeerAdmitted: () => false,
    report,
  };
  const application = await openLedgerApplication({ ...parts, clock: () => START * 1000 });
  const folder = freshFolder();
  const begin = () => Promise.resolve();
  const snapshotParts = { application, genesis, folder, restoreStorage, policy: POLICY, begin, report, trustedHeight };
  return { store, application, snapshots: new NodeSnapshots(snapshotParts), reported, genesis };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
