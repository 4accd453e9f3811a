import { decodeBase64url, encodeBase64url, refusal } from '#primitives';
import { foldSubtrees, leafHash, nodeHash, type SubtreePlace } from '#ledger';

/** A subtree that an appended leaf completed, itself included as level 0. */
export interface CompletedNode extends SubtreePlace {
  hash: Uint8Array;
}

/** As it is stored: the size and the hashes of the largest complete subtrees, base64url, from the left. */
export interface StoredFrontier {
  size: number;
  hashes: string[];
}

/** The right edge of the log: all that appending and the root need, at most 53 hashes. */
export class LogFrontier {
  #size: number;
  #hashes: Uint8Array[];

  constructor({ size, hashes }: StoredFrontier = { size: 0, hashes: [] }) {
    this.#size = size;
    this.#hashes = hashes.map(decodeBase64url);
  }

  get size(): number {
    return this.#size;
  }

  /** @returns the nodes that became complete, to be stored with the leaf */
  append(leaf: Uint8Array): CompletedNode[] {
    return this.#complete({ level: 0, index: this.#size, hash: leafHash(leaf) });
  }

  /**
   * Appends the next 2^level leaves by the hash of their subtree.
   * @throws `subtree_out_of_place` where the tree has no complete subtree of that level here
   */
  appendSubtree(level: number, hash: Uint8Array): void {
    const index = this.#size / 2 ** level;
    if (!Number.isInteger(level) || level < 0 || !Number.isInteger(index)) {
      throw refusal('subtree_out_of_place', 'The log has no such subtree in this place.');
    }
    this.#complete({ level, index, hash });
  }

  #complete(first: CompletedNode): CompletedNode[] {
    let node = first;
    const completed = [node];
    while (node.index % 2 === 1) {
      const left = this.#hashes.pop() as Uint8Array;
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) };
      completed.push(node);
    }
    this.#hashes.push(node.hash);
    this.#size += 2 ** first.level;
    return completed;
  }

  root(): Uint8Array {
    return foldSubtrees(this.#hashes);
  }

  copy(): LogFrontier {
    return new LogFrontier(this.toStored());
  }

  toStored(): StoredFrontier {
    return { size: this.#size, hashes: this.#hashes.map(encodeBase64url) };
  }
}
