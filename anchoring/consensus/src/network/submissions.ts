import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isCodedError, outage, type Clock, type CodedError } from '#primitives';
import type { Broadcast, NodeRpc } from './node-rpc.js';

/** What became of a submitted transaction. */
export type Submitted =
  /** It stands in a block; `code` is the application's verdict on it, 0 for accepted. */
  | { outcome: 'included'; height: number; index: number; code: number; log: string; data: Uint8Array }
  /** It was never in a block: the application refused it beforehand. */
  | Extract<Broadcast, { outcome: 'refused' }>;

export interface SubmissionOptions {
  rpc: NodeRpc;
  clock: Clock;
  /** Between two looks at the node. */
  pollMilliseconds?: number;
  /** After this time without inclusion the same bytes are sent again; at once where the node could not be reached meanwhile. */
  resendMilliseconds?: number;
  /** After this time the submission is an outage. */
  patienceMilliseconds?: number;
}

interface Waiting {
  transaction: Uint8Array;
  resendAt: number;
  deadline: number;
  /** A resent transaction that is refused may stand in a block not yet read: up to this height one has to look. */
  refused: { upTo: number; answer: Extract<Broadcast, { outcome: 'refused' }> } | undefined;
  settle: (submitted: Submitted) => void;
  fail: (error: unknown) => void;
}

/** After a node that answers took nothing. */
const RETRY_MILLISECONDS = 250;

/**
 * Submits transactions by one node and waits until they stand in a block. The mempool is not durable: a node that was
 * killed has forgotten what waited, so that the same bytes are sent again; the ledger counts them once, by their id. All
 * submissions share one reader of the new blocks.
 */
export class Submissions {
  readonly #rpc: NodeRpc;
  readonly #clock: Clock;
  readonly #pollMilliseconds: number;
  readonly #resendMilliseconds: number;
  readonly #patienceMilliseconds: number;
  /** By SHA-256 of the bytes. */
  readonly #waiting = new Map<string, Waiting & { submitted: Promise<Submitted> }>();
  /** The next block to read; absent while nothing waits. */
  #next: Promise<number> | undefined;
  /** The node could not be reached since it last answered. */
  #wasAway = false;
  #closed = false;

  constructor({ rpc, clock, ...times }: SubmissionOptions) {
    this.#rpc = rpc;
    this.#clock = clock;
    this.#pollMilliseconds = times.pollMilliseconds ?? 50;
    this.#resendMilliseconds = times.resendMilliseconds ?? 3000;
    this.#patienceMilliseconds = times.patienceMilliseconds ?? 60_000;
  }

  /**
   * Bytes that were in a block before this call are not looked for: ask the application where they stand first. A node that
   * remembers them says so without taking them (`known`), and the submission then waits in vain.
   * @param patienceMilliseconds after which the submission is an outage
   * @throws `transaction_not_included` (outage): it may still be included, and the same bytes may be submitted again;
   *   `node_unreachable` where nobody answers from the beginning; `submissions_closed` (outage); `transaction_too_large`
   */
  async submit(transaction: Uint8Array, patienceMilliseconds = this.#patienceMilliseconds): Promise<Submitted> {
    if (this.#closed) throw closed();
    const key = digestOf(transaction);
    const same = this.#waiting.get(key);
    if (same !== undefined) return same.submitted;
    const waiting = this.#wait(key, transaction, patienceMilliseconds);
    try {
      await this.#startReading();
      await this.#send(waiting, true).catch((error: unknown) => {
        if (!isOutage(error)) throw error;
        // A node that has just started takes nothing until it has caught up.
        waiting.resendAt = this.#clock() + this.#pollMilliseconds;
      });
    } catch (error) {
      this.#waiting.delete(key);
      waiting.fail(error);
    }
    return waiting.submitted;
  }

  /** Whoever waits is told to ask again; what was sent may still be included. */
  close(): void {
    this.#closed = true;
    for (const waiting of [...this.#waiting.values()]) {
      this.#waiting.delete(digestOf(waiting.transaction));
      waiting.fail(closed());
    }
  }

  #wait(key: string, transaction: Uint8Array, patienceMilliseconds: number) {
    const now = this.#clock();
    let settle!: Waiting['settle'];
    let fail!: Waiting['fail'];
    const submitted = new Promise<Submitted>((resolve, reject) => ([settle, fail] = [resolve, reject]));
    // It may fail while its first sending is awaited: whoever submits hears of it then.
    submitted.catch(() => undefined);
    const times = { resendAt: now + this.#resendMilliseconds, deadline: now + patienceMilliseconds };
    const waiting = { transaction, ...times, refused: undefined, settle, fail, submitted };
    this.#waiting.set(key, waiting);
    return waiting;
  }

  /** Resolves once it is known where to read from: before anything is sent, so that no block is missed. */
  async #startReading(): Promise<void> {
    if (this.#next === undefined) {
      const next = this.#rpc.status().then(({ height }) => height + 1);
      this.#next = next;
      void next.then(
        (height) => this.#read(height),
        () => (this.#next = undefined),
      );
    }
    await this.#next;
  }

  async #send(waiting: Waiting, isFirst: boolean): Promise<void> {
    const answer = await this.#rpc.broadcast(waiting.transaction);
    if (answer.outcome !== 'refused') return;
    if (isFirst) return this.#settle(waiting, answer);
    const { height } = await this.#rpc.status();
    waiting.refused ??= { upTo: height, answer };
  }

  async #read(first: number): Promise<void> {
    try {
      await this.#readWhileAnyWaits(first);
    } catch (error) {
      this.#next = undefined;
      for (const waiting of [...this.#waiting.values()]) {
        this.#waiting.delete(digestOf(waiting.transaction));
        waiting.fail(error);
      }
    }
  }

  async #readWhileAnyWaits(first: number): Promise<void> {
    let next = first;
    while (this.#waiting.size > 0) {
      await sleep(this.#pollMilliseconds);
      try {
        const { height } = await this.#rpc.status();
        if (this.#wasAway) this.#resendAll();
        for (; next <= height; next++) await this.#readBlock(next);
      } catch (error) {
        // The node is away, or has not stored the block's results yet: the block is read again.
        if (!isOutage(error)) throw error;
        this.#wasAway ||= error.code === 'node_unreachable';
      }
      await this.#lookAfterWaiting(next);
    }
    // At once, so that whoever submits from now on starts reading anew.
    this.#next = undefined;
  }

  /** A node that nobody could reach may have been killed, and has then forgotten what waited. */
  #resendAll(): void {
    this.#wasAway = false;
    for (const waiting of this.#waiting.values()) waiting.resendAt = this.#clock();
  }

  async #readBlock(height: number): Promise<void> {
    const { transactions } = await this.#rpc.block(height);
    const ours = transactions
      .map((bytes, index) => ({ index, waiting: this.#waiting.get(digestOf(bytes)) }))
      .filter(({ waiting }) => waiting !== undefined);
    if (ours.length === 0) return;
    const { results } = await this.#rpc.blockResults(height);
    for (const { index, waiting } of ours) {
      const result = results[index];
      if (waiting === undefined || result === undefined) throw outage('node_answer_malformed', 'A result is missing.');
      this.#settle(waiting, { outcome: 'included', height, index, ...result });
    }
  }

  async #lookAfterWaiting(next: number): Promise<void> {
    for (const waiting of [...this.#waiting.values()]) {
      const now = this.#clock();
      if (waiting.refused !== undefined && next > waiting.refused.upTo) this.#settle(waiting, waiting.refused.answer);
      else if (now >= waiting.deadline) this.#giveUp(waiting);
      else if (now >= waiting.resendAt) {
        // A node that is away takes nothing; as soon as it answers, all is sent again.
        if (this.#wasAway) continue;
        waiting.resendAt = now + this.#resendMilliseconds;
        await this.#send(waiting, false).catch((error: unknown) => {
          if (!isOutage(error)) throw error;
          // Its pool is full, or it has just started and takes nothing until it has caught up.
          waiting.resendAt = now + Math.min(RETRY_MILLISECONDS, this.#resendMilliseconds);
        });
      }
    }
  }

  #settle(waiting: Waiting, submitted: Submitted): void {
    this.#waiting.delete(digestOf(waiting.transaction));
    waiting.settle(submitted);
  }

  #giveUp(waiting: Waiting): void {
    this.#waiting.delete(digestOf(waiting.transaction));
    waiting.fail(outage('transaction_not_included', 'The ledger transaction is in no block yet. Submit it again.'));
  }
}

function closed(): Error {
  return outage('submissions_closed', 'Nothing is submitted any more.');
}

function isOutage(error: unknown): error is CodedError {
  return isCodedError(error) && error.fault === 'outage';
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
