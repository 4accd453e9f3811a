import { leafHash, type SubtreePlace } from '#ledger';
import { assertOurs, type JsonValue } from '#primitives';
import type {
  CommittedBlock,
  ConsensusStorage,
  StoredApplication,
  StoredPlace,
} from '../../application/consensus-storage.js';
import type { ReplicaDatabase } from './replica-database.js';
import {
  findPlace,
  insertLeaf,
  insertNode,
  insertPlace,
  readPosition,
  writeEntry,
  writePosition,
} from './replica-rows.js';

/** The replica's storage (its comment says what must hold): a block is one transaction. */
export class SqliteConsensusStorage implements ConsensusStorage {
  constructor(private readonly database: ReplicaDatabase) {}

  async load(): Promise<StoredApplication | undefined> {
    const position = readPosition(this.database);
    if (position === undefined) return undefined;
    const rows = this.database.all<{ key: string; value: string }>('SELECT "key", "value" FROM "consensus_state"');
    return { position, entries: rows.map(({ key, value }) => [key, JSON.parse(value) as JsonValue] as const) };
  }

  async commitBlock({ position, start, leaves, nodes, places, writes }: CommittedBlock): Promise<void> {
    const { database } = this;
    database.transaction(() => {
      for (const [offset, leaf] of leaves.entries()) insertLeaf(database, start + offset, position.height, leaf);
      for (const node of nodes) insertNode(database, node);
      for (const place of places) insertPlace(database, place);
      for (const { key, value } of writes) writeEntry(database, key, value);
      writePosition(database, position);
    });
  }

  async findPlace(id: string): Promise<StoredPlace | undefined> {
    return findPlace(this.database, id);
  }

  async readLeaves(start: number, count: number): Promise<Uint8Array[]> {
    const read = 'SELECT "leaf" FROM "consensus_leaves" WHERE "index" >= ? AND "index" < ? ORDER BY "index"';
    return this.database.all<{ leaf: Buffer }>(read, start, start + count).map(({ leaf }) => bytesOf(leaf));
  }

  async readNodes(places: readonly SubtreePlace[]): Promise<Uint8Array[]> {
    return places.map(({ level, index }) => (level === 0 ? this.#readLeafHash(index) : this.#readNode(level, index)));
  }

  #readLeafHash(index: number): Uint8Array {
    const [row] = this.database.all<{ leaf: Buffer }>('SELECT "leaf" FROM "consensus_leaves" WHERE "index" = ?', index);
    assertOurs(row !== undefined, 'every leaf of the log is stored');
    return leafHash(row.leaf);
  }

  #readNode(level: number, index: number): Uint8Array {
    const read = 'SELECT "hash" FROM "consensus_nodes" WHERE "level" = ? AND "index" = ?';
    const [row] = this.database.all<{ hash: Buffer }>(read, level, index);
    assertOurs(row !== undefined, 'every complete subtree of the log is stored');
    return bytesOf(row.hash);
  }
}

/** A plain array of the same bytes: a Buffer's methods answer otherwise. */
function bytesOf({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
