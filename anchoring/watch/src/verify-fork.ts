import { z } from 'zod';
import { decodeBase64url, encodeBase64url, parseJson, refusal } from '#primitives';
import { verifyConsistency, type ArchivedProofs, type AttestedRoot } from '#ledger';
import { forkShape, type Fork } from './watch-state.js';

const LIMITS = { maxLength: 16 * 1024 * 1024, maxDepth: 32 };

const fileShape = z.object({
  format: z.literal('incola-ledger-fork'),
  version: z.literal(1),
  genesis: z.string(),
  ...forkShape.shape,
});

/** What a watcher kept as proof. @throws the JSON codes, `malformed_fork`, `fork_of_another_ledger` */
export function parseFork(text: string, genesis: string): Fork {
  const read = fileShape.safeParse(parseJson(text, LIMITS));
  if (!read.success) throw refusal('malformed_fork', 'The file is no proof that a watcher kept.');
  if (read.data.genesis !== genesis) throw refusal('fork_of_another_ledger', 'The proof is of another ledger.');
  const { first, second, beginning } = read.data;
  return { first, second, beginning };
}

/**
 * Whether it is proven that the keys of the genesis, or of those who follow from it, signed two logs: what anyone can check
 * who is shown a watcher's find, years later too.
 * @throws the codes of `verifyAttestation` where one of them was not signed at all
 */
export async function verifyFork(fork: Fork, archive: Pick<ArchivedProofs, 'verifyAttestation'>): Promise<boolean> {
  const first = await archive.verifyAttestation(fork.first.attestation);
  const second = await archive.verifyAttestation(fork.second.attestation);
  if (isOtherBlock(first, second)) return true;
  if (first.size === second.size) return rootOf(first) !== rootOf(second);
  const { beginning } = fork;
  const [smaller, larger] = first.size < second.size ? [first, second] : [second, first];
  if (beginning === null || beginning.size !== smaller.size || beginning.root === rootOf(smaller)) return false;
  const start = { size: beginning.size, root: decodeBase64url(beginning.root) };
  return verifyConsistency(start, larger, beginning.proof.map(decodeBase64url));
}

/** Two blocks of one height, each with more than two thirds of the power. */
function isOtherBlock(first: AttestedRoot, second: AttestedRoot): boolean {
  const [one, other] = [first.block, second.block];
  return one !== undefined && other !== undefined && one.height === other.height && one.hash !== other.hash;
}

function rootOf({ root }: AttestedRoot): string {
  return encodeBase64url(root);
}
