import { setTimeout as sleep } from 'node:timers/promises';
import { decodeBase64url, equalBytes, isCodedError, outage, refusal, type Clock, type CodedError } from '#primitives';
import { ledgerAppHash, parseLogLeaf, type LightBlock } from '#ledger';
import type { LedgerStorage } from '#anchoring/embedded';
import type { NodeRpc } from '../network/node-rpc.js';
import { readLightBlock } from '../network/read-light-block.js';
import type { FollowedReplica } from './followed-replica.js';
import { readLeaves, type LeavesPage } from './read-leaves.js';
import type { TrustChain } from './trust-chain.js';

/** Between two looks at the node: while nobody waits for a block, and while somebody does. */
const CALM_MILLISECONDS = 300;
const HURRIED_MILLISECONDS = 30;

export interface FollowerParts {
  rpc: NodeRpc;
  storage: LedgerStorage;
  /** Opens the replica on what is durable; again after a failed write. */
  openReplica: () => Promise<FollowedReplica>;
  chain: TrustChain;
  /** Measures how long something takes; never moved. */
  stopwatch: Clock;
  /** Told once why it halted. */
  report: (problem: CodedError) => void;
}

/** The ledger as it was verified last: a replica at the end of a block, and a header that carries its app hash. */
export interface Followed {
  replica: FollowedReplica;
  /** Its header's app hash is the replica's. */
  block: LightBlock;
  /** From the genesis to that block. */
  bridge: readonly LightBlock[];
}

interface Waiter {
  /** A block that must have been followed. */
  height: number;
  settle: () => void;
  fail: (error: CodedError) => void;
}

/**
 * Follows the log of the college's own node, and believes nothing of it: every leaf is executed again, and the root that this
 * leads to must stand in a header that the network's validators signed, as it follows from the genesis. Only then is it stored.
 *
 * If we die before a block's write, it is read again from the node; after it, the log goes on from there.
 */
export class LogFollower {
  readonly #parts: FollowerParts;
  readonly #waiters = new Set<Waiter>();
  #replica: FollowedReplica;
  #followed: Followed | undefined;
  /** Leaves that were read and not verified yet; the log's next ones. */
  #read: LeavesPage = { size: 0, leaves: [], height: 0 };
  #nodeHeight = 0;
  #movedAt: number;
  /** A write began and has not ended well: what is durable is known by loading only. */
  #isWriting = false;
  #halted: CodedError | undefined;
  #calm = new AbortController();
  readonly #closing = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: FollowerParts, replica: FollowedReplica) {
    this.#parts = parts;
    this.#replica = replica;
    this.#movedAt = parts.stopwatch();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  get halted(): CodedError | undefined {
    return this.#halted;
  }

  /** @throws an outage before anything was verified since the start */
  get followed(): Followed {
    if (this.#followed === undefined) throw outage('nothing_followed', 'No block of the network was verified yet.');
    return this.#followed;
  }

  /** For how long the node has had no new block. */
  get stillSeconds(): number {
    return (this.#parts.stopwatch() - this.#movedAt) / 1000;
  }

  /** Waits until the block is followed. @throws an outage at the deadline, when it halts, and when it closes */
  async reach(height: number, patienceMilliseconds: number): Promise<void> {
    if (this.#halted !== undefined) throw this.#halted;
    if (this.#reached >= height) return;
    await new Promise<void>((resolve, reject) => {
      const late = outage('block_not_followed', `Block ${height} is not followed yet.`);
      const timer = setTimeout(() => waiter.fail(late), patienceMilliseconds);
      const end = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        height,
        settle: () => (end(), resolve()),
        fail: (error) => (end(), reject(error)),
      };
      this.#waiters.add(waiter);
      this.hurry();
    });
  }

  /** Looks at the node at once, rather than by and by. */
  hurry(): void {
    this.#calm.abort();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#calm.abort();
    await this.#running;
    this.#failAll(outage('ledger_closed', 'The ledger is closed.'));
  }

  /** The last block whose effect is in the replica for certain. */
  get #reached(): number {
    return this.#followed === undefined ? -1 : this.#followed.block.header.height - 1;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted && this.#halted === undefined) {
      let hasMore = false;
      try {
        hasMore = await this.#step();
      } catch (error) {
        if (isRefusal(error)) this.#halt(error);
        // A node that is away is asked again.
        else if (this.#isWriting) await this.#reload().catch(() => undefined);
      }
      if (!hasMore) await this.#pause();
    }
  }

  /** @returns whether there is more to be read at once */
  async #step(): Promise<boolean> {
    const { rpc } = this.#parts;
    const { height, earliestHeight } = await rpc.status();
    if (height > this.#nodeHeight) {
      this.#nodeHeight = height;
      this.#movedAt = this.#parts.stopwatch();
    }
    const pending = wholeBlocks(this.#read.leaves);
    if (pending.end !== undefined && height > pending.end && earliestHeight <= pending.end + 1) {
      // Before more is read: on a busy network the end of the log is always one header ahead of us.
      await this.#verify(pending.end + 1, pending.whole);
      return true;
    }
    const newest = this.#parts.chain.newest?.header.height ?? 0;
    if (height <= newest && this.#followed !== undefined) return false;
    const known = this.#read.leaves.length;
    const page = await this.#readOn();
    const { whole, end } = wholeBlocks(page.leaves);
    const isAll = this.#replica.appState.size + page.leaves.length >= page.size;
    const attestedFrom = (end ?? this.#replica.position.height) + 1;
    const attested = isAll ? Math.min(height, page.height + 1) : attestedFrom;
    // The header that follows a block with a content is still to come; or the nodes no longer have it, and a later one will do.
    if (attested < attestedFrom || attested < earliestHeight) return !isAll && page.leaves.length > known;
    if (isAll && attested <= newest && this.#followed !== undefined) return false;
    // A node that gets its blocks anew, from a backup or from the beginning, has nothing to show yet of what was verified long ago.
    if (isAll && attested <= this.#parts.chain.base.height) return false;
    await this.#verify(attested, whole);
    return !isAll;
  }

  /** Adds to what was read. A node that is behind us, since it was restored, has nothing to add. */
  async #readOn(): Promise<LeavesPage> {
    const start = this.#replica.appState.size + this.#read.leaves.length;
    const { size, leaves, height } = await readLeaves(this.#parts.rpc, start);
    this.#read = { size, leaves: [...this.#read.leaves, ...leaves], height };
    return this.#read;
  }

  /** @param leaves that make the state after block `height - 1` of the replica's */
  async #verify(height: number, leaves: readonly Uint8Array[]): Promise<void> {
    const { chain, storage, rpc } = this.#parts;
    const isKnown = chain.newest?.header.height === height;
    const block = isKnown && chain.newest !== undefined ? chain.newest : await readLightBlock(rpc, height);
    if (!isKnown) await chain.follow(block);
    const executed = this.#replica.execute(leaves);
    if (!equalBytes(ledgerAppHash(executed.appState), decodeBase64url(block.header.appHash))) {
      throw refusal('proof_app_hash_mismatch', `The header of block ${height} does not carry the log's root.`);
    }
    this.#isWriting = true;
    for (const one of executed.blocks) await storage.appendBlock(one);
    this.#isWriting = false;
    this.#replica.follow(executed);
    this.#read = { ...this.#read, leaves: this.#read.leaves.slice(leaves.length) };
    this.#followed = { replica: this.#replica, block, bridge: [...chain.bridge] };
    for (const waiter of [...this.#waiters]) if (waiter.height <= this.#reached) waiter.settle();
    await chain.save();
  }

  async #reload(): Promise<void> {
    this.#read = { size: 0, leaves: [], height: 0 };
    this.#replica = await this.#parts.openReplica();
    this.#followed = undefined;
    this.#isWriting = false;
  }

  #halt(cause: CodedError): void {
    // It is the service that stands behind, not the node: its next version goes on from here.
    const isOwnFault = cause.code === 'contract_code_not_in_force';
    const diverged = () =>
      refusal('ledger_diverged', `What the node hands out is not the ledger: ${cause.message}`, { cause });
    this.#halted = isOwnFault ? cause : diverged();
    this.#parts.report(this.#halted);
    this.#failAll(this.#halted);
  }

  #failAll(error: CodedError): void {
    for (const { fail } of [...this.#waiters]) fail(error);
  }

  async #pause(): Promise<void> {
    const isHurried = this.#waiters.size > 0;
    const milliseconds = isHurried ? HURRIED_MILLISECONDS : CALM_MILLISECONDS;
    this.#calm = new AbortController();
    if (this.#closing.signal.aborted) return;
    const signal = isHurried ? this.#closing.signal : this.#calm.signal;
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** @returns the leaves up to the last block's end among them, and that block's height */
function wholeBlocks(leaves: readonly Uint8Array[]): { whole: readonly Uint8Array[]; end: number | undefined } {
  for (let place = leaves.length - 1; place >= 0; place--) {
    const leaf = parseLogLeaf(leaves[place] ?? new Uint8Array());
    if (leaf.kind === 'block_end') return { whole: leaves.slice(0, place + 1), end: leaf.height };
  }
  return { whole: [], end: undefined };
}

function isRefusal(error: unknown): error is CodedError {
  return isCodedError(error) && error.fault === 'refusal';
}
