import { domainDigest, type Domain } from '#primitives';

const STATE_NODE: Domain = 'incola:state-node:1';

/** SHA-256(`incola:state-node:1` ‖ 0x00 ‖ left ‖ right). */
export function stateNodeDigest(left: Uint8Array, right: Uint8Array): Uint8Array {
  return domainDigest(STATE_NODE, left, right);
}

/** Where a key goes below a node: the bit of its hash at this depth, the most significant first. */
export function branchOf(keyHash: Uint8Array, depth: number): 0 | 1 {
  const byte = keyHash[depth >> 3] as number;
  return ((byte >> (7 - (depth & 7))) & 1) === 0 ? 0 : 1;
}
