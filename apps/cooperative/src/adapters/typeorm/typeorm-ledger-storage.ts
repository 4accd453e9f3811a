import { In, type EntityManager } from 'typeorm';
import type { LedgerStorage, ReplicaName, StoredBlock, StoredLedger, StoredPlace } from '#anchoring/embedded';
import type { SubtreePlace } from '#ledger';
import { assertOurs, decodeBase64url, encodeBase64url, type JsonValue } from '#primitives';
import { deleteRows, insertRows, upsertRows, type Database } from '#service-kit/database';
import { LedgerLeafRow, LedgerNodeRow, LedgerPlaceRow, LedgerReplicaRow, LedgerStateRow } from './ledger.entities.js';

/** A proof's path holds at most one node a level. */
const MAX_NODES_PER_READ = 1024;

/** The engine's storage (its comment says what must hold): a block is one transaction. */
export class TypeormLedgerStorage implements LedgerStorage {
  constructor(private readonly database: Database) {}

  load(): Promise<StoredLedger | undefined> {
    return this.database.tx(async (manager) => {
      const replicas = await manager.find(LedgerReplicaRow);
      if (replicas.length === 0) return undefined;
      const entries = new Map(replicas.map(({ name }) => [name, [] as (readonly [string, JsonValue])[]]));
      for (const { replica, key, value } of await manager.find(LedgerStateRow))
        entries.get(replica)?.push([key, value as JsonValue]);
      return {
        replicas: replicas.map(({ name, position }) => ({
          name: name as ReplicaName,
          position,
          entries: entries.get(name) ?? [],
        })),
      };
    });
  }

  async appendBlock(block: StoredBlock): Promise<void> {
    await this.database.tx(async (manager) => {
      const { height, start } = block;
      const leaves = block.leaves.map((leaf, offset) => ({
        index: start + offset,
        height,
        leaf: encodeBase64url(leaf),
      }));
      await insertRows(manager, LedgerLeafRow, leaves);
      const nodes = block.nodes.map(({ level, index, hash }) => ({ level, index, hash: encodeBase64url(hash) }));
      await insertRows(manager, LedgerNodeRow, nodes);
      await insertRows(manager, LedgerPlaceRow, block.places);
      for (const { name, position, writes } of block.replicas) {
        await upsertRows(manager, LedgerReplicaRow, [{ name, position }]);
        await writeState(manager, name, writes);
      }
    });
  }

  async findPlace(id: string): Promise<StoredPlace | undefined> {
    const row = await this.database.tx((manager) => manager.findOneBy(LedgerPlaceRow, { id }));
    return row === null ? undefined : { height: row.height, index: row.index };
  }

  readLeaves(start: number, count: number): Promise<Uint8Array[]> {
    return this.database.tx(async (manager) => {
      const rows = await manager
        .createQueryBuilder(LedgerLeafRow, 'leaf')
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
    const rows = await this.database.tx((manager) => manager.find(LedgerNodeRow, { where }));
    const hashes = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
    return places.map(({ level, index }) => {
      const hash = hashes.get(`${level}/${index}`);
      assertOurs(hash !== undefined, 'every complete subtree of the log is stored');
      return decodeBase64url(hash);
    });
  }
}

async function writeState(
  manager: EntityManager,
  replica: ReplicaName,
  writes: readonly { key: string; value: JsonValue }[],
): Promise<void> {
  const kept = writes
    .filter(({ value }) => value !== null)
    .map(({ key, value }) => ({ replica, key, value: value as object }));
  await upsertRows(manager, LedgerStateRow, kept);
  const removed = writes.filter(({ value }) => value === null).map(({ key }) => key);
  await deleteRows(manager, LedgerStateRow, 'key', removed, { replica });
}
