import { Worker } from 'node:worker_threads';
import { outage, type CodedError } from '#primitives';

/** What the thread is made for. */
export interface SnapshotWork {
  /** SQLite's file. */
  database: string;
  /** Where the snapshots lie. */
  folder: string;
  /** So many stay. */
  kept: number;
}

/** What the thread tells: it reads the replica as of this height from now on, it missed it, and how it ended. */
export type SnapshotNews =
  | { news: 'begun' | 'missed'; height: number }
  | { news: 'made'; height: number; chunks: number; milliseconds: number }
  | { news: 'failed'; height: number; reason: string };

/** The block's commit waits so long for the thread to begin to read; then the snapshot is left out. */
const BEGIN_MILLISECONDS = 1000;

/** A thread loads as many modules as a process: not while a node starts, which a halted ledger may wait for. */
const LOAD_AFTER_MILLISECONDS = 5000;

/**
 * Makes snapshots in a thread of its own, one at a time. A commit waits only until the thread has begun its read transaction, a
 * few milliseconds: what is committed afterwards it doesn't see.
 */
export class SnapshotThread {
  readonly #report: (problem: CodedError) => void;
  readonly #start: () => Worker;
  readonly #loading: NodeJS.Timeout;
  #worker: Worker | undefined;
  #busy: number | undefined;
  #begun: () => void = () => undefined;
  #idle: () => void = () => undefined;
  #isClosed = false;

  /** @param module the thread's main module, built */
  constructor(module: URL, work: SnapshotWork, report: (problem: CodedError) => void) {
    this.#report = report;
    this.#start = () => new Worker(module, { workerData: work, stdin: false });
    this.#loading = setTimeout(() => this.#load(), LOAD_AFTER_MILLISECONDS).unref();
  }

  /** Begins a snapshot of the block that was just committed, unless one is being made. Resolves when the next block may be. */
  async begin(height: number): Promise<void> {
    if (this.#busy !== undefined || this.#isClosed) return;
    this.#busy = height;
    const begun = new Promise<void>((resolve) => (this.#begun = resolve));
    // One that ended (out of memory, say) failed this snapshot's predecessor, and not this one.
    this.#load().postMessage({ height });
    const patience = setTimeout(() => this.#begun(), BEGIN_MILLISECONDS);
    await begun;
    clearTimeout(patience);
  }

  /** Resolves when no snapshot is being made. */
  async whenIdle(): Promise<void> {
    if (this.#busy !== undefined) await new Promise<void>((resolve) => (this.#idle = resolve));
  }

  /** Ends the thread, also in the midst of a snapshot, of which nothing is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#loading);
    await this.#worker?.terminate();
  }

  #load(): Worker {
    return (this.#worker ??= this.#supervise());
  }

  #supervise(): Worker {
    const worker = this.#start();
    worker.on('message', (news: SnapshotNews) => this.#hear(news));
    worker.on('error', (cause) => this.#fail('the thread ended', cause));
    worker.on('exit', () => {
      this.#worker = undefined;
      this.#settle();
    });
    worker.unref();
    return worker;
  }

  #hear(news: SnapshotNews): void {
    if (news.news === 'failed') this.#fail(news.reason);
    if (news.news !== 'begun') this.#settle();
    this.#begun();
  }

  #settle(): void {
    this.#busy = undefined;
    this.#begun();
    this.#idle();
  }

  #fail(reason: string, cause?: unknown): void {
    const problem = { privateDetail: reason, ...(cause === undefined ? {} : { cause }) };
    this.#report(outage('snapshot_failed', `No snapshot was made of block ${this.#busy ?? 0}.`, problem));
  }
}
