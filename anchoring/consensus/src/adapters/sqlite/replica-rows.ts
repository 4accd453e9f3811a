import { ledgerTransactionId, parseLogLeaf } from '#ledger';
import { assertOurs, type JsonValue } from '#primitives';
import { placeKey, type CompletedNode } from '#anchoring/log';
import type { ApplicationPosition, StoredPlace } from '../../application/consensus-storage.js';
import type { ReplicaDatabase } from './replica-database.js';

/** The one row of `consensus_position`. */
const APPLICATION = 'application';

export function insertLeaf(database: ReplicaDatabase, index: number, height: number, leaf: Uint8Array): void {
  database.run('INSERT INTO "consensus_leaves" VALUES (?, ?, ?)', index, height, leaf);
}

/** A leaf's own hash follows from the leaf, and is not kept. */
export function insertNode(database: ReplicaDatabase, { level, index, hash }: CompletedNode): void {
  if (level === 0) return;
  database.run('INSERT INTO "consensus_nodes" VALUES (?, ?, ?)', level, index, hash);
}

/** The height stands beside the leaf. A ledger transaction that has a place already fails: no key of the table says so. */
export function insertPlace(
  database: ReplicaDatabase,
  { id, index }: Pick<StoredPlace, 'index'> & { id: string },
): void {
  assertOurs(findPlace(database, id) === undefined, 'a ledger transaction stands in the log once');
  database.run('INSERT INTO "consensus_places" VALUES (?, ?)', placeKey(id), index);
}

export function findPlace(database: ReplicaDatabase, id: string): StoredPlace | undefined {
  const key = placeKey(id);
  if (key === undefined) return undefined;
  const read =
    'SELECT "index", "height", "leaf" FROM "consensus_places" JOIN "consensus_leaves" USING ("index") WHERE "key" = ?';
  const rows = database.all<StoredPlace & { leaf: Uint8Array }>(read, key);
  const found = rows.find(({ leaf }) => idOfLeaf(leaf) === id);
  return found && { height: found.height, index: found.index };
}

function idOfLeaf(bytes: Uint8Array): string | undefined {
  const leaf = parseLogLeaf(bytes);
  return leaf.kind === 'ledger_transaction' ? ledgerTransactionId(leaf.ledgerTransaction.body) : undefined;
}

/** A key that is there already fails. */
export function insertEntry(database: ReplicaDatabase, key: string, value: JsonValue): void {
  database.run('INSERT INTO "consensus_state" VALUES (?, ?)', key, JSON.stringify(value));
}

/** @param value `null` removes the entry */
export function writeEntry(database: ReplicaDatabase, key: string, value: JsonValue): void {
  if (value === null) database.run('DELETE FROM "consensus_state" WHERE "key" = ?', key);
  else database.run('INSERT OR REPLACE INTO "consensus_state" VALUES (?, ?)', key, JSON.stringify(value));
}

export function writePosition(database: ReplicaDatabase, position: ApplicationPosition): void {
  const row = [APPLICATION, JSON.stringify(position)];
  database.run('INSERT OR REPLACE INTO "consensus_position" VALUES (?, ?)', ...row);
}

export function readPosition(database: ReplicaDatabase): ApplicationPosition | undefined {
  const read = 'SELECT "position" FROM "consensus_position" WHERE "name" = ?';
  const [row] = database.all<{ position: string }>(read, APPLICATION);
  return row && (JSON.parse(row.position) as ApplicationPosition);
}
