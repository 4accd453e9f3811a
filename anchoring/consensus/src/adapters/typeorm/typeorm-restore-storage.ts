import { encodeBase64url } from '#primitives';
import { insertRows, type Database } from '#service-kit/database';
import type { ApplicationPosition } from '../../application/index.js';
import type { RestoredPart, RestoreStorage } from '../../snapshots/restore-storage.js';
import {
  ConsensusLeafRow,
  ConsensusNodeRow,
  ConsensusPlaceRow,
  ConsensusPositionRow,
  ConsensusStateRow,
} from './consensus.entities.js';
import { POSITION } from './typeorm-consensus-storage.js';

/** Fills the replica's tables from a snapshot (the port's comment says what must hold). */
export class TypeormRestoreStorage implements RestoreStorage {
  constructor(private readonly database: Database) {}

  clear(): Promise<void> {
    return this.database.tx(async (manager) => {
      const all = [ConsensusPositionRow, ConsensusStateRow, ConsensusPlaceRow, ConsensusNodeRow, ConsensusLeafRow];
      for (const entity of all) await manager.createQueryBuilder().delete().from(entity).execute();
    });
  }

  add({ leaves, nodes, places, entries }: RestoredPart): Promise<void> {
    return this.database.tx(async (manager) => {
      const leafRows = leaves.map(({ index, height, bytes }) => ({ index, height, leaf: encodeBase64url(bytes) }));
      await insertRows(manager, ConsensusLeafRow, leafRows);
      const nodeRows = nodes.map(({ level, index, hash }) => ({ level, index, hash: encodeBase64url(hash) }));
      await insertRows(manager, ConsensusNodeRow, nodeRows);
      await insertRows(manager, ConsensusPlaceRow, places);
      const stateRows = entries.map(([key, value]) => ({ key, value }));
      await insertRows(manager, ConsensusStateRow, stateRows);
    });
  }

  async complete(position: ApplicationPosition): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, ConsensusPositionRow, [{ name: POSITION, position }]));
    // The engine has no blocks from which what a loss of power takes could be replayed.
    await this.database.truncateCheckpoint();
  }
}
