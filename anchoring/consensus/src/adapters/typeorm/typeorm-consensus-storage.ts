import { In, type EntityManager } from 'typeorm';
import type { SubtreePlace } from '#ledger';
import { assertOurs, decodeBase64url, encodeBase64url, type JsonValue } from '#primitives';
import { deleteRows, insertRows, upsertRows, type Database } from '#service-kit/database';
import type {
  CommittedBlock,
  ConsensusStorage,
  StoredApplication,
  StoredPlace,
} from '../../application/consensus-storage.js';
import {
  ConsensusLeafRow,
  ConsensusNodeRow,
  ConsensusPlaceRow,
  ConsensusPositionRow,
  ConsensusStateRow,
} from './consensus.entities.js';

/** A proof's path holds at most one node a level. */
const MAX_NODES_PER_READ = 1024;
export const POSITION = 'application';

/** The replica's storage (its comment says what must hold): a block is one transaction. */
export class TypeormConsensusStorage implements ConsensusStorage {
  constructor(private readonly database: Database) {}

  load(): Promise<StoredApplication | undefined> {
    return this.database.tx(async (manager) => {
      const stored = await manager.findOneBy(ConsensusPositionRow, { name: POSITION });
      if (stored === null) return undefined;
      const rows = await manager.find(ConsensusStateRow);
      return { position: stored.position, entries: rows.map(({ key, value }) => [key, value as JsonValue] as const) };
    });
  }

  async commitBlock(block: CommittedBlock): Promise<void> {
    const { position, start } = block;
    const { height } = position;
    await this.database.tx(async (manager) => {
      const leaves = block.leaves.map((leaf, offset) => ({
        index: start + offset,
        height,
        leaf: encodeBase64url(leaf),
      }));
      await insertRows(manager, ConsensusLeafRow, leaves);
      const nodes = block.nodes.map(({ level, index, hash }) => ({ level, index, hash: encodeBase64url(hash) }));
      await insertRows(manager, ConsensusNodeRow, nodes);
      await insertRows(manager, ConsensusPlaceRow, block.places);
      await writeState(manager, block.writes);
      await upsertRows(manager, ConsensusPositionRow, [{ name: POSITION, position }]);
    });
  }

  async findPlace(id: string): Promise<StoredPlace | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(ConsensusPlaceRow, { id }));
    return row === null ? undefined : { height: row.height, index: row.index };
  }

  readLeaves(start: number, count: number): Promise<Uint8Array[]> {
    return this.database.tx(async (manager) => {
      const rows = await manager
        .createQueryBuilder(ConsensusLeafRow, 'leaf')
        .where('leaf.index >= :start AND leaf.index < :end', { start, end: start + count })
        .orderBy('leaf.index')
        .getMany();
      return rows.map(({ leaf }) => decodeBase64url(leaf));
    });
  }

  async readNodes(places: readonly SubtreePlace[]): Promise<Uint8Array[]> {
    assertOurs(places.length <= MAX_NODES_PER_READ, 'nodes are read for one proof at a time');
    if (places.length === 0) return [];
    const byLevel = new Map<number, number[]>();
    for (const { level, index } of places) byLevel.set(level, [...(byLevel.get(level) ?? []), index]);
    const where = [...byLevel].map(([level, indexes]) => ({ level, index: In(indexes) }));
    const rows = await this.database.read((manager) => manager.find(ConsensusNodeRow, { where }));
    const hashes = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
    return places.map(({ level, index }) => {
      const hash = hashes.get(`${level}/${index}`);
      assertOurs(hash !== undefined, 'every complete subtree of the log is stored');
      return decodeBase64url(hash);
    });
  }
}

async function writeState(manager: EntityManager, writes: CommittedBlock['writes']): Promise<void> {
  const kept = writes.filter(({ value }) => value !== null).map(({ key, value }) => ({ key, value: value as object }));
  await upsertRows(manager, ConsensusStateRow, kept);
  const removed = writes.filter(({ value }) => value === null).map(({ key }) => key);
  await deleteRows(manager, ConsensusStateRow, 'key', removed);
}
