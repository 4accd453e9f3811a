import { assertOurs, isCodedError, outage, refusal, secondsOf, type Clock, type CodedError } from '#primitives';
import {
  encodeInclusion,
  genesisDigest,
  ledgerTransactionId,
  MAX_STATE_PROOF_KEYS,
  parseLogLeaf,
  type CheckpointAttestation,
  type Genesis,
  type HistoryProof,
  type InclusionProof,
  type LedgerHead,
  type LedgerTransaction,
  type StateProof,
  type SubmissionOutcome,
} from '#ledger';
import {
  createContract,
  readParameters,
  verifyWithNodeCrypto,
  type Apply,
  type VerifySignatureNow,
} from '#anchoring/contract';
import { proveInclusion, type LedgerStatus, type PublishedLedger } from '#anchoring/log';
import { attestHead, type AttestedHead } from './attest-head.js';
import { Lane } from './lane.js';
import type { LedgerStorage } from './ledger-storage.js';
import { loadReplicas, requireGenesisKeys, type LedgerSigners, type Replicas } from './load-replicas.js';
import { makeBlock, type MadeBlock } from './make-block.js';
import { WaitingSubmissions, type WaitingSubmission } from './waiting-submissions.js';

const MAX_ENTRIES = 1000;
/** Age at which a state proof has the head cosigned anew; the port promises 60. */
const REFRESH_SECONDS = 3;

export interface EmbeddedLedgerOptions {
  genesis: Genesis;
  storage: LedgerStorage;
  signers: LedgerSigners;
  clock: Clock;
  /** Told once why the ledger halted: a cosigner refuses, or a replica is damaged. For the log and the alarm. */
  report: (problem: CodedError) => void;
  verifySignature?: VerifySignatureNow;
}

/**
 * Opens the ledger of this process on its storage; the first time it stores the genesis block. A damaged replica halts
 * the ledger and is reported; it does not keep the service from starting.
 * @throws `ledger_key_mismatch`, `genesis_differs`, or what the storage throws
 */
export async function openEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<PublishedLedger> {
  requireGenesisKeys(options.genesis, options.signers);
  const engine = new EmbeddedEngine(options);
  await engine.open();
  return engine;
}

class EmbeddedEngine implements PublishedLedger {
  readonly genesis: Genesis;
  readonly #options: EmbeddedLedgerOptions;
  readonly #genesisId: string;
  readonly #apply: Apply;
  readonly #lane = new Lane();
  readonly #waiting = new WaitingSubmissions(this.#lane, (submissions) => this.#answerBlock(submissions));
  #closed = false;
  /** Absent after a failed write: what is durable is then known by loading only. */
  #replicas: Replicas | undefined;
  #attested: AttestedHead | undefined;
  #lastInclusion: InclusionProof | undefined;
  #status: LedgerStatus = { state: 'running' };

  constructor(options: EmbeddedLedgerOptions) {
    this.genesis = options.genesis;
    this.#options = options;
    this.#genesisId = genesisDigest(options.genesis);
    this.#apply = createContract({ verifySignature: options.verifySignature ?? verifyWithNodeCrypto });
  }

  async open(): Promise<void> {
    await this.#lane.run(async () => {
      try {
        await this.#attest(0);
      } catch (error) {
        if (this.#status.state !== 'halted') throw error;
      }
    });
  }

  async submit(ledgerTransaction: LedgerTransaction): Promise<SubmissionOutcome> {
    const id = ledgerTransactionId(ledgerTransaction.body);
    const known = await this.#guard(() => this.#options.storage.findPlace(id));
    if (known !== undefined) return { outcome: 'duplicate', id, ...known };
    if (this.#waiting.isFull) throw unavailable('too many are waiting');
    return this.#waiting.wait(ledgerTransaction);
  }

  async proveHistory(id: string): Promise<HistoryProof | undefined> {
    return this.#guard(async () => {
      const { storage } = this.#options;
      const place = await storage.findPlace(id);
      if (place === undefined) return undefined;
      const { head, attestation } = await this.#lane.run(() => this.#attest(Number.POSITIVE_INFINITY));
      const [bytes] = await storage.readLeaves(place.index, 1);
      assertOurs(bytes !== undefined, 'the leaf of a place is stored');
      const leaf = parseLogLeaf(bytes);
      assertOurs(leaf.kind === 'ledger_transaction', "a place is a ledger transaction's");
      const inclusion = encodeInclusion(await proveInclusion(storage, place.index, head.size));
      const { ledgerTransaction, height } = leaf;
      return { ...this.#head('history'), ledgerTransaction, height, inclusion, attestation };
    });
  }

  async proveState(keys: readonly string[]): Promise<StateProof> {
    const wanted = [...new Set(keys)];
    if (wanted.length === 0 || wanted.length > MAX_STATE_PROOF_KEYS) {
      throw refusal('too_many_state_keys', `A state proof speaks of 1 to ${MAX_STATE_PROOF_KEYS} keys.`);
    }
    return this.#guard(() =>
      this.#lane.run(async () => {
        const { head, attestation } = await this.#attest(REFRESH_SECONDS);
        const { engine } = await this.#load();
        const { height, time, stateRoot } = engine.position;
        const entries = wanted.map((key) => engine.state.prove(key));
        const blockEnd = { height, time, stateRoot };
        const inclusion = await this.#includeLast(head.size);
        return { ...this.#head('state'), entries, blockEnd, inclusion, attestation };
      }),
    );
  }

  async head(): Promise<LedgerHead> {
    return this.#guard(() =>
      this.#lane.run(async () => {
        const { engine } = await this.#load();
        const { contractVersion, maxExpiryBlocks } = readParameters(engine.state);
        return { height: engine.position.height, contractVersion, maxExpiryBlocks };
      }),
    );
  }

  async attestation(): Promise<CheckpointAttestation> {
    return this.#guard(async () => (await this.#lane.run(() => this.#attest(REFRESH_SECONDS))).attestation);
  }

  async checkpoint(): Promise<string> {
    return (await this.attestation()).checkpoint;
  }

  async entries(start: number, count: number): Promise<{ size: number; leaves: Uint8Array[] }> {
    return this.#guard(async () => {
      const { head } = await this.#lane.run(() => this.#attest(Number.POSITIVE_INFINITY));
      const end = Math.min(head.size, start + Math.min(count, MAX_ENTRIES));
      const leaves = end > start ? await this.#options.storage.readLeaves(start, end - start) : [];
      return { size: head.size, leaves };
    });
  }

  status(): LedgerStatus {
    return this.#status;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.failAll(unavailable('the ledger is closing'));
    await this.#lane.run(async () => undefined);
  }

  async #answerBlock(submissions: readonly WaitingSubmission[]): Promise<void> {
    try {
      const block = await this.#makeBlock(submissions.map(({ ledgerTransaction }) => ledgerTransaction));
      for (const [place, { answer }] of submissions.entries()) answer(await this.#answerOf(block, place));
    } catch (error) {
      // Whoever was answered already keeps the answer; the others may repeat.
      const failure = asOutage(error);
      for (const { fail } of submissions) fail(failure);
    }
  }

  async #makeBlock(ledgerTransactions: readonly LedgerTransaction[]): Promise<MadeBlock> {
    this.#requireRunning();
    const replicas = await this.#load();
    try {
      const block = await makeBlock(replicas, this.#options.storage, ledgerTransactions, this.#now());
      if (block.places.size > 0) await this.#attest(0);
      return block;
    } catch (error) {
      if (isRefusal(error)) this.#halt(error);
      this.#replicas = undefined;
      this.#attested = undefined;
      throw error;
    }
  }

  async #answerOf({ outcomes, places }: MadeBlock, index: number): Promise<SubmissionOutcome> {
    const outcome = outcomes[index];
    assertOurs(outcome !== undefined, 'every submission has an outcome');
    if (outcome.outcome === 'refused') return outcome;
    const first = outcome.outcome === 'duplicate' ? outcome.of : outcome.id;
    const place = places.get(first) ?? (await this.#options.storage.findPlace(first));
    assertOurs(place !== undefined, 'what was accepted has a place');
    return { outcome: outcome.outcome, id: first, ...place };
  }

  /** In the lane only. @param maxAge seconds; 0 cosigns anew */
  async #attest(maxAge: number): Promise<AttestedHead> {
    this.#requireRunning();
    const replicas = await this.#load();
    const now = Math.max(this.#now(), this.#attested?.attestedAt ?? 0);
    const { size } = replicas.engine.head;
    const standing = this.#attested;
    if (standing?.head.size === size && maxAge > 0 && now - standing.attestedAt <= maxAge) return standing;
    try {
      return (this.#attested = await attestHead(replicas, this.#options.signers, now));
    } catch (error) {
      if (isRefusal(error)) this.#halt(error);
      throw error;
    }
  }

  async #load(): Promise<Replicas> {
    if (this.#replicas !== undefined) return this.#replicas;
    const { storage, signers } = this.#options;
    try {
      return (this.#replicas = await loadReplicas(storage, this.genesis, this.#apply, signers));
    } catch (error) {
      if (isRefusal(error) && error.code !== 'genesis_differs') this.#halt(error);
      throw error;
    }
  }

  async #includeLast(size: number): Promise<InclusionProof> {
    if (this.#lastInclusion?.size !== size) {
      this.#lastInclusion = encodeInclusion(await proveInclusion(this.#options.storage, size - 1, size));
    }
    return this.#lastInclusion;
  }

  #head<Kind extends 'history' | 'state'>(kind: Kind) {
    return { format: 'incola-ledger-proof', version: 1, kind, genesis: this.#genesisId } as const;
  }

  #halt(error: CodedError): void {
    if (this.#status.state === 'halted') return;
    this.#status = { state: 'halted', code: error.code, reason: error.message };
    this.#options.report(error);
  }

  #requireRunning(): void {
    if (this.#closed) throw unavailable('the ledger is closed');
    if (this.#status.state === 'halted') throw unavailable(`halted: ${this.#status.code}`);
  }

  /** The port's promise: whatever fails inside is an outage outside. */
  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      this.#requireRunning();
      return await work();
    } catch (error) {
      throw asOutage(error);
    }
  }

  #now(): number {
    return secondsOf(this.#options.clock);
  }
}

function isRefusal(error: unknown): error is CodedError {
  return isCodedError(error) && error.fault === 'refusal';
}

function asOutage(error: unknown): CodedError {
  if (isCodedError(error) && (error.code === 'ledger_unavailable' || error.fault === 'bug')) return error;
  return unavailable(error instanceof Error ? error.message : 'unknown', error);
}

function unavailable(privateDetail: string, cause?: unknown): CodedError {
  return outage('ledger_unavailable', 'The ledger cannot be reached.', { privateDetail, cause });
}
