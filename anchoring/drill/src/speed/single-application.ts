import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { encodeUtf8, secondsOf } from '#primitives';
import { cometbftChainId, genesisDigest, validatorPowers } from '#ledger';
import {
  openConsensusStore,
  openLedgerApplication,
  runningContract,
  type ConsensusStore,
  type FinalizedBlock,
  type LedgerApplication,
  type OpenApplication,
} from '#anchoring/consensus';
import type { DrillTools } from '../drill-tools.js';
import { foundDrillLedger, type DrillFounding } from '../network/drill-founding.js';

/** A ledger's application in this process, with its own storage and nobody to agree with: whoever holds it orders the blocks. */
export class SingleApplication {
  height = 0;

  private constructor(
    readonly founding: DrillFounding,
    readonly application: LedgerApplication,
    /** A folder as a node's, with the database where a node has it. */
    readonly home: string,
    private readonly tools: Pick<DrillTools, 'clock'>,
    private readonly store: ConsensusStore,
  ) {}

  /** @param home a folder that is not there yet @param open opens another application than the ledger's own */
  static async open(
    home: string,
    founding: DrillFounding,
    tools: Pick<DrillTools, 'clock'>,
    open: OpenApplication = openLedgerApplication,
  ): Promise<SingleApplication> {
    const store = openConsensusStore(join(home, 'data', 'application.sqlite'));
    const { genesis } = founding;
    const rest = { clock: tools.clock, isPeerAdmitted: () => true, report: () => undefined };
    const application = await open({ genesis, storage: store.storage, contract: runningContract(), ...rest });
    await application.initChain(engineGenesisOf(founding));
    return new SingleApplication(founding, application, home, tools, store);
  }

  /** Founds a ledger besides. */
  static found(home: string, tools: Pick<DrillTools, 'clock' | 'random'>): Promise<SingleApplication> {
    return SingleApplication.open(home, foundDrillLedger(`${home}-founding`, 1, tools), tools);
  }

  /** Decides the next block, and makes it durable. */
  async decide(transactions: readonly Uint8Array[]): Promise<FinalizedBlock> {
    this.height++;
    const time = secondsOf(this.tools.clock);
    await this.application.foresee(transactions);
    const finalized = this.application.finalizeBlock({ height: this.height, time, transactions, misbehaviour: [] });
    await this.application.commit();
    return finalized;
  }

  /** Ends it, and removes its files. */
  async close(): Promise<void> {
    this.store.close();
    rmSync(this.home, { recursive: true, force: true });
    rmSync(this.founding.folder, { recursive: true, force: true });
  }
}

/** As the engine's InitChain names it. */
function engineGenesisOf({ genesis }: DrillFounding) {
  const validators = genesis.consensus?.validators ?? [];
  return {
    chainId: cometbftChainId(genesis),
    initialHeight: 1,
    appState: encodeUtf8(JSON.stringify({ genesis: genesisDigest(genesis), validators })),
    validators: validatorPowers(validators),
  };
}
