import { assertOurs, refusal, sha256 } from '#primitives';

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** RFC 6962 §2.1: SHA-256(0x00 ‖ data), 32 bytes. */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data);
}

/** RFC 6962 §2.1: SHA-256(0x01 ‖ left ‖ right), 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** The root of a tree without leaves (RFC 6962 §2.1). */
export function emptyRoot(): Uint8Array {
  return sha256();
}

/**
 * A whole tree in memory, for many paths out of one: periodic anchors of up to 2^18 leaves. Level 0 holds the leaf
 * hashes; a node without a right neighbour moves up unchanged, which is the split of RFC 6962 §2.1 seen from below.
 */
export class MerkleTree {
  readonly #levels: Uint8Array[][];

  /** @param leaves leaf data, not yet hashed */
  constructor(leaves: readonly Uint8Array[]) {
    let level = leaves.map(leafHash);
    this.#levels = [level];
    while (level.length > 1) {
      level = parentsOf(level);
      this.#levels.push(level);
    }
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  get root(): Uint8Array {
    return this.#levels.at(-1)?.[0] ?? emptyRoot();
  }

  /**
   * RFC 6962 §2.1.1: the sibling hashes from the leaf upwards.
   * @throws `leaf_out_of_range`
   */
  inclusionPath(index: number): Uint8Array[] {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.size) {
      throw refusal('leaf_out_of_range', 'The tree has no leaf of this index.');
    }
    const path: Uint8Array[] = [];
    let position = index;
    for (const level of this.#levels.slice(0, -1)) {
      const sibling = level[position ^ 1];
      if (sibling !== undefined) path.push(sibling);
      position >>= 1;
    }
    return path;
  }
}

/** RFC 6962 §2.1. @param leaves leaf data, not yet hashed */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  return new MerkleTree(leaves).root;
}

/**
 * RFC 6962 §2.1.1. For several paths of one tree keep a {@link MerkleTree}.
 * @param leaves leaf data, not yet hashed
 * @throws `leaf_out_of_range`
 */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  return new MerkleTree(leaves).inclusionPath(index);
}

function parentsOf(level: readonly Uint8Array[]): Uint8Array[] {
  const parents: Uint8Array[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const left = level[index];
    const right = level[index + 1];
    assertOurs(left !== undefined, 'a level has no gaps');
    parents.push(right === undefined ? left : nodeHash(left, right));
  }
  return parents;
}
