import { openDatabase, type Database, type StatementHooks } from '#service-kit/database';
import type { ConsensusStorage } from '../../application/consensus-storage.js';
import type { RestoreStorage } from '../../snapshots/restore-storage.js';
import {
  ConsensusLeafRow,
  ConsensusNodeRow,
  ConsensusPlaceRow,
  ConsensusPositionRow,
  ConsensusStateRow,
} from './consensus.entities.js';
import { Consensus1764300000950 } from './consensus.migration.js';
import { TypeormConsensusStorage } from './typeorm-consensus-storage.js';
import { TypeormRestoreStorage } from './typeorm-restore-storage.js';

export interface ConsensusStore {
  database: Database;
  storage: ConsensusStorage;
  restoreStorage: RestoreStorage;
}

/**
 * Opens one validator's replica.
 * @param url as `openDatabase`
 * @param hooks called around each SQL statement, for fault tests
 */
export async function openConsensusStore(url: string, hooks: StatementHooks = {}): Promise<ConsensusStore> {
  const database = await openDatabase({
    ...hooks,
    url,
    // Blocks that a loss of power took from us are replayed from the engine's store, which is durable before we commit.
    synchronous: 'NORMAL',
    entities: [ConsensusLeafRow, ConsensusNodeRow, ConsensusPlaceRow, ConsensusPositionRow, ConsensusStateRow],
    migrations: [Consensus1764300000950],
  });
  const restoreStorage = new TypeormRestoreStorage(database);
  return { database, storage: new TypeormConsensusStorage(database), restoreStorage };
}
