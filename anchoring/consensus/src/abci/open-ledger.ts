import { readFile } from 'node:fs/promises';
import type { Clock, CodedError } from '#primitives';
import { parseTrustFile } from '#ledger';
import { openConsensusStore } from '../adapters/sqlite/open-consensus-store.js';
import {
  openLedgerApplication,
  runningContract,
  type ContractProgram,
  type LedgerApplication,
  type LedgerApplicationOptions,
} from '../application/index.js';
import { openNodeSnapshots, type NodeSnapshotOptions } from '../snapshots/index.js';
import { answerRequest } from './answer-request.js';
import type { ApplicationArguments } from './application-arguments.js';
import type { Request, Response } from './engine-messages.js';

export type OpenApplication = (options: LedgerApplicationOptions) => Promise<LedgerApplication>;

/** Its own, unless a drill has it break the rules. */
export interface ProgramParts {
  contract: ContractProgram;
  clock: Clock;
  open: OpenApplication;
}

export interface LedgerToOpen {
  read: ApplicationArguments;
  parts: Partial<ProgramParts> & Pick<ProgramParts, 'clock'>;
  isPeerAdmitted: (id: string) => boolean;
  report: (problem: CodedError) => void;
}

export interface OpenedLedger {
  height: number;
  /** Of the contract that this program is. */
  contractCode: string;
  answer: (request: Request) => Promise<Response>;
  /** Ends the making of snapshots, and closes the replica. */
  close: () => Promise<void>;
}

/**
 * Opens what executes: contract, state, and snapshots.
 * @throws the codes of `parseTrustFile`, `openConsensusStore` and `openLedgerApplication`, and what reading the trust file throws
 */
export async function openLedger({ read, parts, isPeerAdmitted, report }: LedgerToOpen): Promise<OpenedLedger> {
  const { genesis } = parseTrustFile(await readFile(read.trust, 'utf8'));
  const { contract = runningContract(), clock, open = openLedgerApplication } = parts;
  const { storage, restoreStorage, close } = openConsensusStore(read.database);
  try {
    const application = await open({ genesis, storage, contract, clock, isPeerAdmitted, report });
    const node = await openSnapshots(read, { application, genesis, restoreStorage, report });
    return {
      height: application.info().height,
      contractCode: contract.digest,
      answer: (request) => answerRequest(request, application, node?.snapshots),
      close: async () => {
        await node?.close();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function openSnapshots(
  { database, snapshots }: ApplicationArguments,
  parts: Pick<NodeSnapshotOptions, 'application' | 'genesis' | 'restoreStorage' | 'report'>,
) {
  if (snapshots === undefined) return undefined;
  const threadModule = new URL('../snapshots/snapshot-thread.main.js', import.meta.url);
  return openNodeSnapshots({ ...parts, ...snapshots, database, threadModule });
}
