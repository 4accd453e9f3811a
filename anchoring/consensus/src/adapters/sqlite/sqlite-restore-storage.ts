import type { ApplicationPosition } from '../../application/index.js';
import type { RestoredPart, RestoreStorage } from '../../snapshots/restore-storage.js';
import type { ReplicaDatabase } from './replica-database.js';
import { insertEntry, insertLeaf, insertNode, insertPlace, writePosition } from './replica-rows.js';

const TABLES = ['consensus_position', 'consensus_state', 'consensus_places', 'consensus_nodes', 'consensus_leaves'];

/** Fills the replica's tables from a snapshot (the port's comment says what must hold). */
export class SqliteRestoreStorage implements RestoreStorage {
  constructor(private readonly database: ReplicaDatabase) {}

  async clear(): Promise<void> {
    this.database.transaction(() => {
      for (const table of TABLES) this.database.run(`DELETE FROM "${table}"`);
    });
  }

  async add({ leaves, nodes, places, entries }: RestoredPart): Promise<void> {
    const { database } = this;
    database.transaction(() => {
      for (const { index, height, bytes } of leaves) insertLeaf(database, index, height, bytes);
      for (const node of nodes) insertNode(database, node);
      for (const place of places) insertPlace(database, place);
      for (const [key, value] of entries) insertEntry(database, key, value);
    });
  }

  async complete(position: ApplicationPosition): Promise<void> {
    this.database.transaction(() => writePosition(this.database, position));
    // The engine has no blocks from which what a loss of power takes could be replayed.
    this.database.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}
