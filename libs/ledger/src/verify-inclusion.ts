import { decodeBase64url, encodeBase64url, equalBytes } from '#primitives';
import type { InclusionProof } from './ledger-proof.js';
import { nodeHash } from './merkle-tree.js';

/** The place of a leaf, with hashes as bytes. */
export interface InclusionPath {
  index: number;
  size: number;
  path: readonly Uint8Array[];
}

/**
 * The root that a path leads to (RFC 9162 §2.1.3.2, for the trees of RFC 6962).
 * @param hash the leaf's hash (`leafHash` of its data), 32 bytes
 * @returns `undefined` where the path does not have the length that index and size demand
 */
export function rootFromInclusion(hash: Uint8Array, { index, size, path }: InclusionPath): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  if (hash.length !== 32) return undefined;
  let position = index;
  let last = size - 1;
  let root = hash;
  for (const sibling of path) {
    if (last === 0 || sibling.length !== 32) return undefined;
    if (position % 2 === 1 || position === last) {
      root = nodeHash(sibling, root);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else root = nodeHash(root, sibling);
    [position, last] = [half(position), half(last)];
  }
  return last === 0 ? root : undefined;
}

/** Says whether the leaf of this hash stands at this place of the tree of this root. */
export function verifyInclusion(hash: Uint8Array, place: InclusionPath, root: Uint8Array): boolean {
  const computed = rootFromInclusion(hash, place);
  return computed !== undefined && equalBytes(computed, root);
}

/** As it travels in a proof: base64url. */
export function encodeInclusion({ index, size, path }: InclusionPath): InclusionProof {
  return { index, size, path: path.map(encodeBase64url) };
}

/** @throws `malformed_base64url` */
export function decodeInclusion({ index, size, path }: InclusionProof): InclusionPath {
  return { index, size, path: path.map(decodeBase64url) };
}

/** Not a shift: positions may exceed 2^31. */
function half(position: number): number {
  return Math.floor(position / 2);
}
