import { equalBytes, isCodedError, refusal, sha256, type CodedError } from '#primitives';
import { genesisDigest, type Genesis } from '#ledger';
import { requireAttestedLog } from './attested-log.js';
import { isChunk } from './chunk-digests.js';
import type { RestoreStorage } from './restore-storage.js';
import { readContents, SNAPSHOT_FORMAT, type Snapshot, type SnapshotContents } from './snapshot-contents.js';
import { SnapshotReplay } from './snapshot-replay.js';
import type { StateAllowance } from './state-allowance.js';

/** What the engine does with an offered snapshot (ABCI, `OfferSnapshot`). */
export type OfferVerdict = 'accept' | 'abort' | 'reject' | 'reject_format' | 'reject_sender';

/** What becomes of a chunk (ABCI, `ApplySnapshotChunk`); senders are rejected for good. */
export type ChunkVerdict =
  | { verdict: 'accept' | 'abort' | 'retry_snapshot' }
  /** It came damaged: fetched again, from somebody else. */
  | { verdict: 'retry'; refetch: number; rejectedSender: string }
  /** All chunks are what the snapshot names, and the snapshot is not the ledger. */
  | { verdict: 'reject_snapshot'; rejectedSenders: string[] };

export interface RestoreParts {
  genesis: Genesis;
  storage: RestoreStorage;
  /** Told why a snapshot or a chunk is not taken. */
  report: (problem: CodedError) => void;
  /** An older snapshot is not taken: its blocks are pruned at the others. */
  oldestHeight: number;
  /** `STATE_ALLOWANCE`, unless said otherwise. */
  allowance?: StateAllowance;
}

interface Offer {
  replay: SnapshotReplay;
  next: number;
  senders: Set<string>;
}

/**
 * Restores one snapshot at a time, chunk by chunk. Each chunk is durable before the engine hears of it, and nothing of it counts
 * before the last one was verified with all others. What a snapshot names must come to the attested app hash before any chunk is
 * asked for, so that each of the log's is known to be the ledger's before it is stored; the state's are bounded by the log, and
 * verified with the last one. If we die in the midst of it, the storage has no position, and the engine begins anew with an offer.
 */
export class SnapshotRestore {
  readonly #parts: RestoreParts;
  #offer: Offer | undefined;

  constructor(parts: RestoreParts) {
    this.#parts = parts;
  }

  /** @param appHash of the snapshot's height, from a header that the engine verified */
  async offer(snapshot: Snapshot, appHash: Uint8Array): Promise<OfferVerdict> {
    this.#offer = undefined;
    const refused = (verdict: OfferVerdict, code: string, sentence: string): OfferVerdict => {
      this.#parts.report(refusal(code, sentence));
      return verdict;
    };
    if (snapshot.format !== SNAPSHOT_FORMAT) {
      return refused('reject_format', 'snapshot_format_unknown', `The snapshot's format is ${snapshot.format}.`);
    }
    if (snapshot.height < this.#parts.oldestHeight) {
      return refused('reject', 'snapshot_too_old', `The snapshot is of height ${snapshot.height}, which is too old.`);
    }
    let contents: SnapshotContents;
    try {
      contents = readContents(snapshot.metadata);
      requireSame(contents, snapshot, this.#parts.genesis);
      requireAttestedLog(contents, appHash);
    } catch (error) {
      if (!isCodedError(error) || error.fault !== 'refusal') throw error;
      return refused('reject_sender', error.code, error.message);
    }
    await this.#parts.storage.clear();
    this.#offer = { replay: new SnapshotReplay(contents, this.#parts.allowance), next: 0, senders: new Set() };
    return 'accept';
  }

  /**
   * @param sender the peer that it came from
   * @param restored told the moment that the replica stands at the snapshot's height
   */
  async apply(index: number, chunk: Uint8Array, sender: string, restored: () => Promise<void>): Promise<ChunkVerdict> {
    const offer = this.#offer;
    if (offer === undefined) return { verdict: 'abort' };
    if (index !== offer.next) return { verdict: 'retry_snapshot' };
    const { log, state } = offer.replay.contents;
    const named = index < log.length ? log[index] : state[index - log.length];
    if (named === undefined) return { verdict: 'abort' };
    if (!isChunk(index < log.length ? 'log' : 'state', chunk, named.digest)) {
      this.#parts.report(refusal('chunk_damaged', `The chunk ${index} of ${sender} is not the snapshot's.`));
      return { verdict: 'retry', refetch: index, rejectedSender: sender };
    }
    offer.senders.add(sender);
    const { storage, report } = this.#parts;
    try {
      const part = index < log.length ? offer.replay.readLog(chunk, named) : offer.replay.readState(chunk, named);
      await storage.add(part);
      offer.next++;
      if (offer.next < log.length + state.length) return { verdict: 'accept' };
      await storage.complete(offer.replay.close());
    } catch (error) {
      this.#offer = undefined;
      await storage.clear();
      if (!isCodedError(error) || error.fault !== 'refusal') throw error;
      report(error);
      return { verdict: 'reject_snapshot', rejectedSenders: [...offer.senders] };
    }
    this.#offer = undefined;
    await restored();
    return { verdict: 'accept' };
  }
}

/** @throws `malformed_snapshot`, `genesis_differs` */
function requireSame(contents: SnapshotContents, snapshot: Snapshot, genesis: Genesis): void {
  const { height, log, state } = contents;
  const isSame =
    height === snapshot.height &&
    contents.actingFrom <= height &&
    log.length + state.length === snapshot.chunks &&
    equalBytes(sha256(snapshot.metadata), snapshot.hash);
  if (!isSame) throw refusal('malformed_snapshot', 'The snapshot is not what its metadata say.');
  if (contents.genesis !== genesisDigest(genesis))
    throw refusal('genesis_differs', "The snapshot is another ledger's.");
}
