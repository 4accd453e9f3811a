import { In, LessThan, type EntityManager } from 'typeorm';
import type { LedgerTransactionKind } from '#ledger';
import { assertOurs, decodeBase64url } from '#primitives';
import { insertRows, type Database, type ReadingManager } from '#service-kit/database';
import type { EntryPage, ExplorerIndex, IndexedEntry, LedgerEntry } from '../../explorer/index/explorer-index.js';
import { readStoredLeaf } from '../../explorer/index/read-stored-leaf.js';
import { EVERYTHING } from '../../explorer/index/topics-of.js';
import { ExplorerEntryRow, ExplorerPositionRow, ExplorerTopicRow } from './explorer.entities.js';
import { LedgerLeafRow, LedgerPlaceRow } from './ledger.entities.js';

/** Raised whenever a ledger transaction gets other topics than before: the index is then made anew. */
const INDEX_VERSION = 1;

export class TypeormExplorerIndex implements ExplorerIndex {
  constructor(private readonly database: Database) {}

  async position(): Promise<number> {
    return (await this.database.read(findPosition)) ?? 0;
  }

  extend(from: number, to: number, entries: readonly IndexedEntry[]): Promise<void> {
    return this.database.tx(async (manager) => {
      const position = await findPosition(manager);
      if ((position ?? 0) !== from) return;
      if (position === undefined) await beginAnew(manager);
      await manager.update(ExplorerPositionRow, { version: INDEX_VERSION }, { position: to });
      const rows = entries.map(({ topics: _topics, ...row }) => row);
      const topics = entries.flatMap(({ index, topics }) => topics.map((topic) => ({ topic, index })));
      await insertRows(manager, ExplorerEntryRow, rows);
      await insertRows(manager, ExplorerTopicRow, topics);
    });
  }

  list({ topic, before, limit }: EntryPage): Promise<LedgerEntry[]> {
    return this.database.read(async (manager) => {
      const page = { order: { index: 'DESC' }, take: limit } as const;
      const place = before === undefined ? {} : { index: LessThan(before) };
      const found =
        topic === EVERYTHING
          ? await manager.find(ExplorerEntryRow, { ...page, where: place, select: { index: true } })
          : await manager.find(ExplorerTopicRow, { ...page, where: { topic, ...place } });
      return readEntries(
        manager,
        found.map(({ index }) => index),
      );
    });
  }

  find(id: string): Promise<LedgerEntry | undefined> {
    return this.database.read(async (manager) => {
      const place = await manager.findOneBy(LedgerPlaceRow, { id });
      if (place === null) return undefined;
      return (await readEntries(manager, [place.index]))[0];
    });
  }
}

async function findPosition(manager: ReadingManager): Promise<number | undefined> {
  return (await manager.findOneBy(ExplorerPositionRow, { version: INDEX_VERSION }))?.position;
}

async function beginAnew(manager: EntityManager): Promise<void> {
  for (const table of [ExplorerTopicRow, ExplorerEntryRow, ExplorerPositionRow]) await manager.deleteAll(table);
  await insertRows(manager, ExplorerPositionRow, [{ version: INDEX_VERSION, position: 0 }]);
}

/** In the order of the given leaves; what the index doesn't have yet is left out. */
async function readEntries(manager: ReadingManager, indexes: readonly number[]): Promise<LedgerEntry[]> {
  if (indexes.length === 0) return [];
  const where = { index: In([...indexes]) };
  const rows = new Map((await manager.find(ExplorerEntryRow, { where })).map((row) => [row.index, row]));
  const leaves = new Map((await manager.find(LedgerLeafRow, { where })).map((row) => [row.index, row.leaf]));
  return indexes.flatMap((index) => {
    const row = rows.get(index);
    if (row === undefined) return [];
    const leaf = readStoredLeaf(decodeBase64url(leaves.get(index) ?? ''));
    assertOurs(leaf.kind === 'ledger_transaction', 'the index names ledger transactions');
    const kind = row.kind as LedgerTransactionKind;
    return [{ ...row, kind, ledgerTransaction: leaf.ledgerTransaction }];
  });
}
