import type { JsonValue } from '#primitives';
import type { StateSubtree } from './state-subtree.js';

/**
 * Some changes of a state tree, with all that was computed for them: what the tree held before, while it has them, and what they
 * made of it, while it has not (`StateTree.takeBack`, `StateTree.makeAgain`).
 */
export class StateChange {
  readonly values = new Map<string, JsonValue | undefined>();
  readonly subtrees = new Map<number, StateSubtree | undefined>();
  readonly nodes = new Map<number, Uint8Array>();

  /** Whether the tree has them. */
  isMade = false;

  /** @param root of the tree with which it can be exchanged, the very object: equal bytes elsewhere are another state's */
  constructor(public root: Uint8Array) {}

  /** Which keys were set, sorted. */
  get keys(): string[] {
    return [...this.values.keys()].sort();
  }
}
