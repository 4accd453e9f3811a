import { assertOurs, encodeUtf8, isCodedError, outage, refusal, type Clock, type CodedError } from '#primitives';
import {
  encodeInclusion,
  genesisDigest,
  ledgerTransactionId,
  MAX_BRIDGE_BLOCKS,
  MAX_STATE_PROOF_KEYS,
  parseLogLeaf,
  trustBlock,
  VALIDATORS_KEY,
  verifyAttestation,
  writeLedgerTransaction,
  type Attestation,
  type CometbftAttestation,
  type Genesis,
  type HistoryProof,
  type LedgerHead,
  type LedgerTransaction,
  type StateProof,
  type SubmissionOutcome,
} from '#ledger';
import { readParameters, verifyWithNodeCrypto } from '#anchoring/contract';
import type { LedgerStorage } from '#anchoring/embedded';
import { proveInclusion, type LedgerStatus, type PublishedLedger } from '#anchoring/log';
import type { NodeRpc } from '../network/node-rpc.js';
import { readLightBlock } from '../network/read-light-block.js';
import { Submissions } from '../network/submissions.js';
import { FollowedReplica } from './followed-replica.js';
import { LogFollower, type Followed } from './log-follower.js';
import { findHeight } from './read-leaves.js';
import { readOutcome } from './read-outcome.js';
import { TrustChain } from './trust-chain.js';
import type { FollowedBlocks } from './followed-blocks.js';

const MAX_ENTRIES = 1000;
/** A submission has this long, so that whoever submits over HTTP hears of an outage before giving up (ten seconds). */
const PATIENCE_MILLISECONDS = 8000;
/** A network with something to do makes a block within a few rounds, a dead proposer's included. */
const STILL_SECONDS = 60;
/** On a network that stands still, which a submission finds out soon; it is handed to the node all the same. */
const STILL_PATIENCE_MILLISECONDS = 2000;
const RESEND_MILLISECONDS = 3000;

export interface NetworkLedgerOptions {
  genesis: Genesis;
  /** The replica `engine` alone: what the college itself executed. */
  storage: LedgerStorage;
  trustedBlocks: FollowedBlocks;
  /** Of the college's own node, on loopback. */
  rpc: NodeRpc;
  /** Told once why the ledger halted: the node's log is not what the validators signed, or not what the contract makes of it. */
  report: (problem: CodedError) => void;
}

/** Waiting is measured, not dated: a clock that somebody moves has no say in it. */
const stopwatch: Clock = () => performance.now();

/**
 * Opens a college's own copy of the network's ledger, which follows its node from now on and believes nothing of it. A node that
 * is away does not keep the service from starting.
 * @throws `genesis_differs`, `replica_damaged`, `proof_wrong_attestation` where the genesis founds no network, or what the
 *   storage throws
 */
export async function openNetworkLedger(options: NetworkLedgerOptions): Promise<PublishedLedger> {
  const { genesis, storage, trustedBlocks: blocks, rpc, report } = options;
  const readBlock = (height: number) => readLightBlock(rpc, height);
  const chain = await TrustChain.open({ genesis, blocks, verifySignature: verifyWithNodeCrypto, readBlock });
  const openReplica = () => FollowedReplica.open(storage, genesis);
  const replica = await openReplica();
  const follower = new LogFollower({ rpc, storage, openReplica, chain, stopwatch, report }, replica);
  follower.start();
  return new NetworkLedger(options, follower);
}

class NetworkLedger implements PublishedLedger {
  readonly genesis: Genesis;
  readonly #genesisId: string;
  readonly #storage: LedgerStorage;
  readonly #rpc: NodeRpc;
  readonly #follower: LogFollower;
  readonly #submissions: Submissions;
  /** What is being submitted, by id: of two callers with one transaction, the second is told that it is a duplicate. */
  readonly #submitting = new Map<string, Promise<SubmissionOutcome>>();
  #attested: { followed: Followed; attestation: CometbftAttestation } | undefined;

  constructor({ genesis, storage, rpc }: NetworkLedgerOptions, follower: LogFollower) {
    this.genesis = genesis;
    this.#genesisId = genesisDigest(genesis);
    this.#storage = storage;
    this.#rpc = rpc;
    this.#follower = follower;
    this.#submissions = new Submissions({
      ...{ rpc, clock: stopwatch, resendMilliseconds: RESEND_MILLISECONDS },
      patienceMilliseconds: PATIENCE_MILLISECONDS,
    });
  }

  async submit(ledgerTransaction: LedgerTransaction): Promise<SubmissionOutcome> {
    const id = ledgerTransactionId(ledgerTransaction.body);
    return this.#guard(async () => {
      const known = await this.#storage.findPlace(id);
      if (known !== undefined) return { outcome: 'duplicate', id, ...known };
      const same = this.#submitting.get(id);
      if (same !== undefined) return asRepeat(await same);
      const submitting = this.#submit(ledgerTransaction, id).finally(() => this.#submitting.delete(id));
      this.#submitting.set(id, submitting);
      return submitting;
    });
  }

  async proveHistory(id: string): Promise<HistoryProof | undefined> {
    return this.#guard(async () => {
      const place = await this.#storage.findPlace(id);
      if (place === undefined) return undefined;
      const attestation = await this.#attest(this.#follower.followed);
      const [bytes] = await this.#storage.readLeaves(place.index, 1);
      assertOurs(bytes !== undefined, 'the leaf of a place is stored');
      const leaf = parseLogLeaf(bytes);
      assertOurs(leaf.kind === 'ledger_transaction', "a place is a ledger transaction's");
      const { size } = attestation.appState;
      const inclusion = encodeInclusion(await proveInclusion(this.#storage, place.index, size));
      const { ledgerTransaction, height } = leaf;
      return { ...this.#head('history'), ledgerTransaction, height, inclusion, attestation };
    });
  }

  async proveState(keys: readonly string[]): Promise<StateProof> {
    const wanted = [...new Set(keys)];
    if (wanted.length === 0 || wanted.length > MAX_STATE_PROOF_KEYS) {
      throw refusal('too_many_state_keys', `A state proof speaks of 1 to ${MAX_STATE_PROOF_KEYS} keys.`);
    }
    return this.#guard(async () => {
      const { followed } = this.#follower;
      // All that the next block changes is taken before the first wait; the log only grows.
      const { height, time, stateRoot } = followed.replica.position;
      const entries = wanted.map((key) => followed.replica.prove(key));
      const attestation = await this.#attest(followed);
      const { size } = attestation.appState;
      const inclusion = encodeInclusion(await proveInclusion(this.#storage, size - 1, size));
      const blockEnd = { height, time, stateRoot };
      return { ...this.#head('state'), entries, blockEnd, inclusion, attestation };
    });
  }

  async head(): Promise<LedgerHead> {
    return this.#guard(() => {
      const { replica, block } = this.#follower.followed;
      // The network's heights count its empty blocks too.
      const height = Math.max(replica.position.height, block.header.height - 1);
      const { contractVersion, maxExpiryBlocks } = readParameters(replica.nextState(height));
      return Promise.resolve({ height, contractVersion, maxExpiryBlocks });
    });
  }

  async attestation(): Promise<Attestation> {
    return this.#guard(() => this.#attest(this.#follower.followed));
  }

  checkpoint(): Promise<string> {
    return Promise.reject(
      refusal('no_checkpoint', 'This log has no checkpoints: commits of the validators attest it.'),
    );
  }

  async entries(start: number, count: number): Promise<{ size: number; leaves: Uint8Array[] }> {
    return this.#guard(async () => {
      const { size } = this.#follower.followed.replica.appState;
      const end = Math.min(size, start + Math.min(count, MAX_ENTRIES));
      return { size, leaves: end > start ? await this.#storage.readLeaves(start, end - start) : [] };
    });
  }

  status(): LedgerStatus {
    const { halted } = this.#follower;
    if (halted === undefined) return { state: 'running' };
    return { state: 'halted', code: halted.code, reason: halted.message };
  }

  async close(): Promise<void> {
    this.#submissions.close();
    await this.#follower.close();
  }

  async #submit(ledgerTransaction: LedgerTransaction, id: string): Promise<SubmissionOutcome> {
    const stands = await findHeight(this.#rpc, id);
    // In the log already, and not followed yet: a node that remembers it would not take it again.
    if (stands !== undefined) return this.#placeOf('duplicate', id, stands);
    const bytes = encodeUtf8(writeLedgerTransaction(ledgerTransaction));
    const isStill = this.#follower.stillSeconds > STILL_SECONDS;
    const patience = isStill ? STILL_PATIENCE_MILLISECONDS : PATIENCE_MILLISECONDS;
    const submitted = await this.#submissions.submit(bytes, patience);
    const outcome = readOutcome(submitted);
    if (outcome.outcome === 'refused') return { ...outcome, id };
    const isDuplicate = outcome.outcome === 'duplicate';
    const first = isDuplicate ? outcome.of : id;
    const height = submitted.outcome === 'included' ? submitted.height : await findHeight(this.#rpc, first);
    // What has the same effect waits itself: whoever asks again learns where it stands.
    if (height === undefined) throw outage('duplicate_waits', 'Another ledger transaction with this effect waits.');
    return this.#placeOf(isDuplicate ? 'duplicate' : 'accepted', first, height);
  }

  /** The answer comes when the block is followed, so that whoever reads next finds what was written. */
  async #placeOf(outcome: 'accepted' | 'duplicate', id: string, height: number): Promise<SubmissionOutcome> {
    await this.#follower.reach(height, PATIENCE_MILLISECONDS);
    const place = await this.#storage.findPlace(id);
    if (place === undefined) throw outage('place_missing', 'The ledger transaction is not where the node said.');
    return { outcome, id, ...place };
  }

  /**
   * What anyone needs to verify the followed block's root from the genesis.
   * @throws an outage in the first block after a vote that replaced all validators of a college, until the next one
   */
  async #attest(followed: Followed): Promise<CometbftAttestation> {
    if (this.#attested?.followed === followed) return this.#attested.attestation;
    const { replica, block, bridge } = followed;
    const { appState } = replica;
    const colleges = replica.prove(VALIDATORS_KEY);
    // The newest, where there are more than a proof may have: a live caller needs none that is older.
    const newest = bridge.slice(-MAX_BRIDGE_BLOCKS);
    const attestation: CometbftAttestation = { kind: 'cometbft', appState, ...block, bridge: newest, colleges };
    const last = bridge.at(-1);
    const live = last === undefined ? {} : { block: trustBlock(last) };
    try {
      await verifyAttestation(attestation, this.genesis, verifyWithNodeCrypto, live);
    } catch (cause) {
      throw outage('not_attested', 'The newest root is not attested by all colleges yet.', { cause });
    }
    this.#attested = { followed, attestation };
    return attestation;
  }

  #head<Kind extends 'history' | 'state'>(kind: Kind) {
    return { format: 'incola-ledger-proof', version: 1, kind, genesis: this.#genesisId } as const;
  }

  /** The port's promise: whatever fails inside is an outage outside. */
  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const { halted } = this.#follower;
      if (halted !== undefined) throw halted;
      return await work();
    } catch (error) {
      if (isCodedError(error) && (error.code === 'ledger_unavailable' || error.fault === 'bug')) throw error;
      const privateDetail = error instanceof Error ? error.message : 'unknown';
      throw outage('ledger_unavailable', 'The ledger cannot be reached.', { privateDetail, cause: error });
    }
  }
}

function asRepeat(first: SubmissionOutcome): SubmissionOutcome {
  return first.outcome === 'accepted' ? { ...first, outcome: 'duplicate' } : first;
}
