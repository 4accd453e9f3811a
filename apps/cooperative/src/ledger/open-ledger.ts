import { createNodeRpc, openNetworkLedger, type FollowedBlocks } from '#anchoring/consensus';
import { openEmbeddedLedger, type LedgerSigners, type LedgerStorage } from '#anchoring/embedded';
import type { PublishedLedger } from '#anchoring/log';
import type { Genesis } from '#ledger';
import { refusal, type Clock, type CodedError } from '#primitives';
import type { CooperativeConfig } from '../cooperative.config.js';

export interface LedgerParts {
  genesis: Genesis;
  storage: LedgerStorage;
  trustedBlocks: FollowedBlocks;
  /** Of the embedded engine, whose keys lie here. */
  openSigners: () => Promise<LedgerSigners>;
  clock: Clock;
  /** Told once why the ledger halted. */
  report: (problem: CodedError) => void;
}

/**
 * Opens the ledger on the engine that the genesis founds: in this process, or as a follower of the college's own node.
 * @throws `other_ledger_engine` where the configuration names the other one, or what the engine throws
 */
export async function openLedger(engine: CooperativeConfig['ledger'], parts: LedgerParts): Promise<PublishedLedger> {
  const { genesis, storage, trustedBlocks, openSigners, clock, report } = parts;
  const founded = genesis.consensus === undefined ? 'embedded' : 'cometbft';
  if (engine.engine !== founded) {
    throw refusal(
      'other_ledger_engine',
      `This cooperative was founded with the ledger engine ${founded}; its configuration names ${engine.engine}.`,
    );
  }
  if (engine.engine === 'embedded') {
    return openEmbeddedLedger({ genesis, storage, signers: await openSigners(), clock, report });
  }
  return openNetworkLedger({ genesis, storage, trustedBlocks, rpc: createNodeRpc({ port: engine.rpcPort }), report });
}
