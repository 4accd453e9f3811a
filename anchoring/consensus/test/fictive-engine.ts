import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecTxResult, Request, Response } from 'cosmjs-types/tendermint/abci/types';
import { BlockIDFlag } from 'cosmjs-types/tendermint/types/validator';
import {
  answerRequest,
  contractProgram,
  openAbciServer,
  openConsensusStore,
  openLedgerApplication,
  type AbciServer,
  type ConsensusStore,
  type ContractProgram,
  type NodeSnapshots,
  type ReplicaHooks,
  type SnapshotParts,
} from '#anchoring/consensus';
import {
  cometbftChainId,
  genesisDigest,
  validatorAddress,
  validatorPowers,
  writeLedgerTransaction,
  type Genesis,
  type LedgerTransaction,
  type Misbehaviour,
  type Validator,
} from '#ledger';
import {
  decodeBase64url,
  decodeHex,
  decodeUtf8,
  encodeUtf8,
  sha256,
  type CodedError,
  type JsonValue,
} from '#primitives';
import { ed25519Signer, people, signed, START, type Person } from '../../contract/test/founded-cooperative.js';
import { EngineConnection } from './engine-connection.js';

export function validatorOf(person: Person, name = `validator of ${person}`): Validator {
  const { publicJwk } = ed25519Signer(name);
  return { member: people[person].did, college: people[person].college, publicKey: publicJwk.x };
}

export const firstValidators = (['bank', 'water', 'residents'] as const).map((person) => validatorOf(person));

/** The genesis with a network of these first validators. */
export function withNetwork(genesis: Genesis, validators: Validator[] = firstValidators): Genesis {
  return { ...genesis, consensus: { validators, trustingPeriodSeconds: 14 * 86_400 } };
}

export function freshSocketPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'incola-abci-')), 'application.sock');
}

export interface EngineOptions {
  genesis: Genesis;
  databaseFile?: string;
  hooks?: ReplicaHooks;
  peers?: readonly string[];
  /** The program's own code; the genesis' where absent. */
  contract?: ContractProgram;
  /** What the server does with snapshots; nothing where absent. */
  openSnapshots?: (
    parts: Pick<SnapshotParts, 'application' | 'genesis' | 'restoreStorage' | 'report'>,
  ) => NodeSnapshots;
}

/** What CometBFT does with one application, without the others: it asks for a block, has it judged, decides and commits it. */
export class FictiveEngine {
  readonly reported: CodedError[] = [];
  time = START;
  /** Whose signature on the block before stands in the next one. */
  signers: readonly Validator[];
  /** How those vote: for the block; or their place stands empty in the commit, or for no block. */
  vote = BlockIDFlag.BLOCK_ID_FLAG_COMMIT;
  /** What the next block's evidence proves. */
  misbehaviour: readonly Misbehaviour[] = [];
  #height = 0;
  #closed = false;

  private constructor(
    readonly options: EngineOptions,
    readonly path: string,
    readonly store: ConsensusStore,
    readonly server: AbciServer,
    reported: CodedError[],
    readonly consensus: EngineConnection,
    readonly mempool: EngineConnection,
    readonly query: EngineConnection,
  ) {
    this.reported = reported;
    this.signers = options.genesis.consensus?.validators ?? [];
  }

  static async open(options: EngineOptions): Promise<FictiveEngine> {
    const store = openConsensusStore(options.databaseFile ?? ':memory:', options.hooks);
    const reported: CodedError[] = [];
    const report = (problem: CodedError) => void reported.push(problem);
    const isPeerAdmitted = (id: string) => (options.peers ?? []).includes(id);
    const { genesis, contract = contractProgram(genesis.contractCodeDigest) } = options;
    const parts = { genesis, contract, storage: store.storage, isPeerAdmitted, report, clock: () => START * 1000 };
    const application = await openLedgerApplication(parts).catch((error: unknown) => {
      store.close();
      throw error;
    });
    const path = freshSocketPath();
    const snapshots = options.openSnapshots?.({ application, genesis, restoreStorage: store.restoreStorage, report });
    const answer = (request: Request) => answerRequest(request, application, snapshots);
    const server = await openAbciServer({ path, answer, report });
    const [consensus, mempool, query] = [0, 1, 2].map(() => new EngineConnection(path)) as [
      EngineConnection,
      EngineConnection,
      EngineConnection,
    ];
    const engine = new FictiveEngine(options, path, store, server, reported, consensus, mempool, query);
    engine.#height = (await engine.info()).height;
    return engine;
  }

  get height(): number {
    return this.#height;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const connection of [this.consensus, this.mempool, this.query]) connection.close();
    await this.server.close();
    this.store.close();
  }

  async info(): Promise<{ height: number; appHash: Uint8Array }> {
    const { info } = await this.query.ask({
      info: { version: '', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2' },
    });
    return { height: Number(info?.lastBlockHeight), appHash: info?.lastBlockAppHash ?? new Uint8Array() };
  }

  /** @param changes of the network's genesis file */
  initChain(
    changes: {
      genesis?: string;
      validators?: readonly Validator[];
      powerOfFirst?: number;
      chainId?: string;
      initialHeight?: bigint;
    } = {},
  ) {
    const { genesis } = this.options;
    const validators = changes.validators ?? genesis.consensus?.validators ?? [];
    return this.consensus.ask({
      initChain: {
        time: { seconds: BigInt(START), nanos: 0 },
        chainId: changes.chainId ?? cometbftChainId(genesis),
        // The genesis file is indented; nothing depends on its spelling.
        appStateBytes: encodeUtf8(
          JSON.stringify({ genesis: changes.genesis ?? genesisDigest(genesis), validators }, undefined, 2),
        ),
        initialHeight: changes.initialHeight ?? 1n,
        validators: validatorPowers(validators).map(({ publicKey, power }, place) => ({
          pubKey: { ed25519: decodeBase64url(publicKey) },
          power: BigInt(place === 0 ? (changes.powerOfFirst ?? power) : power),
        })),
      },
    });
  }

  async check(bytes: Uint8Array, type = 0) {
    const { checkTx } = await this.mempool.ask({ checkTx: { tx: bytes, type } });
    if (checkTx === undefined) throw new Error('the check was not answered');
    const { code, log } = checkTx;
    return { code, log: (log === '' ? {} : JSON.parse(log)) as Record<string, string> };
  }

  async prepare(transactions: readonly Uint8Array[], maxBytes = 2 ** 21): Promise<Uint8Array[]> {
    const localLastCommit = { round: 0, votes: [] };
    const { prepareProposal } = await this.consensus.ask({
      prepareProposal: { ...this.#header(), txs: [...transactions], maxTxBytes: BigInt(maxBytes), localLastCommit },
    });
    if (prepareProposal === undefined) throw new Error('the proposal was not answered');
    return prepareProposal.txs;
  }

  /** @returns 1 where the validator votes for the block, 2 where it does not */
  async process(transactions: readonly Uint8Array[], hash = this.hashOf(transactions)): Promise<number> {
    const proposedLastCommit = { round: 0, votes: this.#votes() };
    const { processProposal } = await this.consensus.ask({
      processProposal: { ...this.#header(), txs: [...transactions], hash, proposedLastCommit },
    });
    return processProposal?.status ?? 0;
  }

  finalize(transactions: readonly Uint8Array[], more: { hash?: Uint8Array; height?: number } = {}): Promise<Response> {
    const { hash = this.hashOf(transactions), height } = more;
    const decidedLastCommit = { round: 0, votes: this.#votes() };
    const header = { ...this.#header(), ...(height === undefined ? {} : { height: BigInt(height) }) };
    return this.consensus.ask({
      finalizeBlock: { ...header, txs: [...transactions], hash, decidedLastCommit },
    });
  }

  async commit(): Promise<Response> {
    const response = await this.consensus.ask({ commit: {} });
    if (response.commit !== undefined) {
      this.#height++;
      this.misbehaviour = [];
    }
    return response;
  }

  /** A whole block of what waits. @returns the results of what was proposed */
  async makeBlock(waiting: readonly LedgerTransaction[]) {
    const proposed = await this.prepare(waiting.map(bytesOf));
    if ((await this.process(proposed)) !== 1) throw new Error('an honest proposal was rejected');
    const { finalizeBlock } = await this.finalize(proposed);
    if (finalizeBlock === undefined) throw new Error('the block was not answered');
    await this.commit();
    const { txResults, appHash, validatorUpdates, events } = finalizeBlock;
    return { proposed, txResults: txResults satisfies ExecTxResult[], appHash, validatorUpdates, events };
  }

  async ask(path: string, data: JsonValue = null) {
    const { query } = await this.query.ask({
      query: {
        path,
        data: data === null ? new Uint8Array() : encodeUtf8(JSON.stringify(data)),
        height: 0n,
        prove: false,
      },
    });
    if (query === undefined) throw new Error('the question was not answered');
    const value: unknown = query.value.length === 0 ? undefined : JSON.parse(decodeUtf8(query.value));
    return { code: query.code, info: query.info, height: Number(query.height), value };
  }

  /** Differs with height, time, evidence and transactions, as a block's does. */
  hashOf(transactions: readonly Uint8Array[]): Uint8Array {
    const proved = JSON.stringify(this.misbehaviour);
    const text = `${this.#height + 1}/${this.time}/${proved}/${transactions.map((one) => Buffer.from(one).toString('base64')).join()}`;
    return sha256(encodeUtf8(text));
  }

  #header() {
    return {
      height: BigInt(this.#height + 1),
      time: { seconds: BigInt(this.time), nanos: 999_999_999 },
      misbehavior: this.misbehaviour.map(({ kind, address, height }) => ({
        type: kind === 'double_sign' ? 1 : 2,
        validator: { address: decodeHex(address), power: 2520n },
        height: BigInt(height),
        time: { seconds: BigInt(this.time), nanos: 0 },
        totalVotingPower: 7560n,
      })),
      nextValidatorsHash: new Uint8Array(32),
      proposerAddress: new Uint8Array(20),
    };
  }

  #votes() {
    return this.signers.map((validator) => ({
      validator: { address: decodeHex(validatorAddress(validator)), power: 2520n },
      blockIdFlag: this.vote,
    }));
  }
}

export function bytesOf(ledgerTransaction: LedgerTransaction): Uint8Array {
  return encodeUtf8(writeLedgerTransaction(ledgerTransaction));
}

/** Signs for this ledger where nothing else is said. */
export function signedFor(genesis: Genesis): typeof signed {
  const named = genesisDigest(genesis);
  return (kind, payload, signers, changes) => signed(kind, payload, signers, { genesis: named, ...changes });
}
