import { encodeBase64url } from '#primitives';
import { insertRows, type Database } from '#service-kit/database';
import type { EntityManager } from 'typeorm';
import type { ApplicationPosition } from '../../application/index.js';
import type { RestoredPart, RestoreStorage } from '../../snapshots/restore-storage.js';
import {
  ConsensusLeafRow,
  ConsensusNodeRow,
  ConsensusPlaceRow,
  ConsensusPositionRow,
  ConsensusStateRow,
} from './consensus.entities.js';
import { POSITION, ROWS_PER_STATEMENT } from './typeorm-consensus-storage.js';

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
      await insertInPortions(manager, ConsensusLeafRow, leafRows);
      const nodeRows = nodes.map(({ level, index, hash }) => ({ level, index, hash: encodeBase64url(hash) }));
      await insertInPortions(manager, ConsensusNodeRow, nodeRows);
      await insertInPortions(manager, ConsensusPlaceRow, places);
      const stateRows = entries.map(([key, value]) => ({ key, value }));
      await insertInPortions(manager, ConsensusStateRow, stateRows);
    });
  }

  complete(position: ApplicationPosition): Promise<void> {
    return this.database.tx((manager) => insertRows(manager, ConsensusPositionRow, [{ name: POSITION, position }]));
  }
}

async function insertInPortions<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  rows: readonly Row[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await insertRows(manager, entity, rows.slice(from, from + ROWS_PER_STATEMENT));
  }
}
