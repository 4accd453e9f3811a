import type { JsonValue } from '#primitives';
import type { ApplicationPosition, StoredPlace } from '../application/index.js';
import type { CompletedNode } from '#anchoring/log';

/** A part of what is restored. */
export interface RestoredPart {
  leaves: readonly { index: number; height: number; bytes: Uint8Array }[];
  nodes: readonly CompletedNode[];
  places: readonly (StoredPlace & { id: string })[];
  entries: readonly (readonly [key: string, value: JsonValue])[];
}

/**
 * Fills a replica's storage from a snapshot. Without a position the storage counts as empty, whatever else is in it: a restore
 * that was cut off is not there, and the next one, or the genesis, begins with `clear`.
 */
export interface RestoreStorage {
  /** Removes everything, the position with it: one transaction. */
  clear(): Promise<void>;
  /** One transaction. A key that is there already fails. */
  add(part: RestoredPart): Promise<void>;
  /** One transaction: when it returns, the replica stands where the position says. */
  complete(position: ApplicationPosition): Promise<void>;
}
