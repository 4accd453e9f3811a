import type {
  RequestApplySnapshotChunk,
  RequestLoadSnapshotChunk,
  RequestOfferSnapshot,
} from 'cosmjs-types/tendermint/abci/types';
import type { ChunkVerdict, NodeSnapshots, OfferVerdict, Snapshot } from '../snapshots/index.js';
import { Applied, Offered, type Request, type Response } from './engine-messages.js';
import { readNatural } from './read-engine-values.js';

const OFFERED: Readonly<Record<OfferVerdict, Offered>> = {
  accept: Offered.ACCEPT,
  abort: Offered.ABORT,
  reject: Offered.REJECT,
  reject_format: Offered.REJECT_FORMAT,
  reject_sender: Offered.REJECT_SENDER,
};

const APPLIED: Readonly<Record<ChunkVerdict['verdict'], Applied>> = {
  accept: Applied.ACCEPT,
  abort: Applied.ABORT,
  retry: Applied.RETRY,
  retry_snapshot: Applied.RETRY_SNAPSHOT,
  reject_snapshot: Applied.REJECT_SNAPSHOT,
};

/** A question of the engine on its snapshot connection, answered (ABCI 2.0, "State Sync"). */
export async function answerSnapshotRequest(request: Request, snapshots: NodeSnapshots | undefined): Promise<Response> {
  if (request.listSnapshots !== undefined) {
    return { listSnapshots: { snapshots: (snapshots?.list() ?? []).map(writeSnapshot) } };
  }
  if (request.loadSnapshotChunk !== undefined) return loadChunk(request.loadSnapshotChunk, snapshots);
  if (request.offerSnapshot !== undefined) return offer(request.offerSnapshot, snapshots);
  return apply(request.applySnapshotChunk as RequestApplySnapshotChunk, snapshots);
}

async function loadChunk(request: RequestLoadSnapshotChunk, snapshots: NodeSnapshots | undefined): Promise<Response> {
  const height = readNatural(request.height);
  const chunk = await snapshots?.loadChunk({ height, format: request.format, index: request.chunk });
  // No bytes: the engine tells the peer that the chunk is missing.
  return { loadSnapshotChunk: { chunk: chunk ?? new Uint8Array() } };
}

async function offer(request: RequestOfferSnapshot, snapshots: NodeSnapshots | undefined): Promise<Response> {
  const { snapshot, appHash } = request;
  if (snapshots === undefined || snapshot === undefined) return { offerSnapshot: { result: Offered.ABORT } };
  const { height, format, chunks, hash, metadata } = snapshot;
  const offered = { height: readNatural(height), format, chunks, hash, metadata };
  return { offerSnapshot: { result: OFFERED[await snapshots.offer(offered, appHash)] } };
}

async function apply(request: RequestApplySnapshotChunk, snapshots: NodeSnapshots | undefined): Promise<Response> {
  const { index, chunk, sender } = request;
  const verdict = await (snapshots?.applyChunk(index, chunk, sender) ?? { verdict: 'abort' as const });
  return {
    applySnapshotChunk: {
      result: APPLIED[verdict.verdict],
      refetchChunks: verdict.verdict === 'retry' ? [verdict.refetch] : [],
      rejectSenders: rejectedBy(verdict),
    },
  };
}

function rejectedBy(verdict: ChunkVerdict): string[] {
  if (verdict.verdict === 'retry') return [verdict.rejectedSender];
  return verdict.verdict === 'reject_snapshot' ? verdict.rejectedSenders : [];
}

function writeSnapshot({ height, format, chunks, hash, metadata }: Snapshot) {
  return { height: BigInt(height), format, chunks, hash, metadata };
}
