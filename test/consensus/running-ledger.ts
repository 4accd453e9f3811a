import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeUtf8, encodeUtf8, platformRandom, systemClock } from '#primitives';
import { writeLedgerTransaction, type Genesis, type LedgerTransaction, type Proposal } from '#ledger';
import {
  type ApplicationProgram,
  applicationProgram,
  createNetwork,
  decideByVote,
  foundDevelopmentLedger,
  type FounderKey,
  type NetworkNode,
  type NetworkToRun,
  RunningNetwork,
  Submissions,
  type Submitted,
} from '#anchoring/consensus';
import { contractCodeDigest } from '#anchoring/contract';
import { scratchFolder } from '../../anchoring/consensus/test/network/fictive-network.js';
import { admitFictiveMember } from './fictive-founders.js';
import { findCometbft } from './find-cometbft.js';

export const applicationModule = fileURLToPath(
  new URL('../../dist/anchoring/consensus/src/abci/abci-application.main.js', import.meta.url),
);
/** The code that it runs, which is not the source's. */
const applicationContract = new URL('../../dist/anchoring/contract/src/', import.meta.url);
/** The ledger is a little older than its first block. */
const AGE_SECONDS = 60;
const ATTEMPTS = 300;
const ATTEMPT_MILLISECONDS = 100;

/** A ledger of fictive founders on the real engine, with the ledger's application beside each validator. */
export class RunningLedger {
  /** What a person was told meanwhile. */
  readonly reports: string[];

  private constructor(
    readonly genesis: Genesis,
    readonly founderKeys: readonly FounderKey[],
    readonly folder: string,
    private readonly parts: { run: NetworkToRun; network: RunningNetwork; reports: string[]; remove: () => void },
  ) {
    this.reports = parts.reports;
  }

  get network(): RunningNetwork {
    return this.parts.network;
  }

  /**
   * @param more what the genesis says besides, such as how fast the colleges may decide
   * @param run how the nodes run, such as how often they make snapshots
   */
  static async start(
    validatorsPerCollege: number,
    more: Partial<Genesis> = {},
    run: Partial<NetworkToRun> = {},
  ): Promise<RunningLedger> {
    if (!existsSync(applicationModule)) throw new Error(`the application is not built: ${applicationModule}`);
    const engine = await findCometbft();
    const scratch = scratchFolder();
    const folder = join(scratch.folder, 'network');
    const createdAt = Math.floor(systemClock() / 1000) - AGE_SECONDS;
    const { founding: plain, founderKeys } = foundDevelopmentLedger(
      createdAt,
      platformRandom,
      contractCodeDigest(applicationContract),
    );
    const founding = { ...plain, ...more };
    const genesis = createNetwork({ folder, founding, validatorsPerCollege, random: platformRandom });
    const reports: string[] = [];
    const toRun: NetworkToRun = {
      folder,
      engine: engine.program,
      application: applicationProgram(applicationModule),
      random: platformRandom,
      clock: systemClock,
      report: (sentence) => reports.push(sentence),
      ...run,
    };
    const network = await RunningNetwork.start(toRun);
    return new RunningLedger(genesis, founderKeys, folder, { run: toRun, network, reports, remove: scratch.remove });
  }

  node(place: number): NetworkNode {
    const node = this.network.nodes[place];
    if (node === undefined) throw new Error(`there is no node ${place}`);
    return node;
  }

  /** Stops all nodes and starts them on the same folders with another program. */
  async restartWith(application: ApplicationProgram): Promise<void> {
    await this.network.stop();
    this.parts.network = await RunningNetwork.start({ ...this.parts.run, application });
  }

  async head(place = 0): Promise<{ height: number; contractVersion: number }> {
    const { value } = await this.node(place).rpc.query('/head', new Uint8Array());
    return JSON.parse(decodeUtf8(value)) as { height: number; contractVersion: number };
  }

  /** A ledger transaction that the contract accepts, another one each time. */
  async admitMember(): Promise<LedgerTransaction> {
    return admitFictiveMember(this.genesis, this.founderKeys, await this.head());
  }

  /** The founders of all colleges vote yes. @param id of the proposal @param ballotSeconds for the ballots to be included */
  decide(id: string, subject: Proposal['subject'], ballotSeconds?: number) {
    const { genesis, founderKeys } = this;
    const { rpc } = this.node(0);
    const parts = { genesis, founderKeys, rpc, clock: systemClock, random: platformRandom };
    return decideByVote(ballotSeconds === undefined ? parts : { ...parts, ballotSeconds }, id, subject);
  }

  submit(ledgerTransaction: LedgerTransaction, place = 0): Promise<Submitted> {
    const submissions = new Submissions({ rpc: this.node(place).rpc, clock: systemClock });
    return submissions.submit(encodeUtf8(writeLedgerTransaction(ledgerTransaction)));
  }

  /** Every node's state, once all have the same height. */
  async heads(): Promise<string[]> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const answers = await Promise.all(this.network.nodes.map(({ rpc }) => rpc.query('/head', new Uint8Array())));
      if (new Set(answers.map(({ height }) => height)).size === 1) return answers.map(({ value }) => decodeUtf8(value));
      await sleep(ATTEMPT_MILLISECONDS);
    }
    throw new Error('the nodes do not reach one height');
  }

  async stop(): Promise<void> {
    await this.network.stop();
    this.parts.remove();
  }
}
