import { decodeBase64url, encodeBase64url, equalBytes, refusal, type VerifySignature } from '#primitives';
import { canonicalVoteBytes, PRECOMMIT } from './canonical-vote.js';
import { headerHash } from './header-hash.js';
import type { CometbftTime, CometbftValidator, LightBlock } from './light-block.js';
import { validatorsHash } from './validators-hash.js';

/** A validator whose precommit for the block verified. */
export interface CommitSigner {
  publicKey: string;
  power: number;
  timestamp: CometbftTime;
}

/**
 * Verifies that more than two thirds of the power of the header's own validator set signed this header. Whether that set is
 * the ledger's is for `followBlock` to say. Every signature that is given must verify, the superfluous ones too: nothing in a
 * proof is left unchecked.
 * @throws `proof_validators_mismatch`, `proof_commit_mismatch`, `proof_commit_signature_invalid`, `proof_power_too_small`
 */
export async function verifyCommit(
  { header, commit, validators }: LightBlock,
  verifySignature: VerifySignature,
): Promise<CommitSigner[]> {
  if (!equalBytes(validatorsHash(validators), decodeBase64url(header.validatorsHash))) {
    throw refusal('proof_validators_mismatch', "The validators are not those of the block's header.");
  }
  if (commit.signatures.length !== validators.length) {
    throw refusal('proof_commit_mismatch', 'The commit has not one place for each validator.');
  }
  const { round, partSetHeader } = commit;
  const { chainId, height } = header;
  const blockId = { hash: encodeBase64url(headerHash(header)), partSetHeader };
  const signers: CommitSigner[] = [];
  for (const [place, { publicKey, power }] of validators.entries()) {
    const signed = commit.signatures[place] ?? null;
    if (signed === null) continue;
    const { timestamp } = signed;
    const message = canonicalVoteBytes({ type: PRECOMMIT, height, round, blockId, timestamp, chainId });
    const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey } as const;
    if (!(await verifySignature({ publicJwk, message, signature: decodeBase64url(signed.signature) }))) {
      throw refusal('proof_commit_signature_invalid', 'A signature of the commit does not verify.');
    }
    signers.push({ publicKey, power, timestamp });
  }
  // Exactly two thirds are two whole colleges: the third one must be there (design §5).
  if (powerOf(signers) * 3 <= powerOf(validators) * 2) {
    throw refusal('proof_power_too_small', 'No more than two thirds of the voting power signed the block.');
  }
  return signers;
}

export function powerOf(validators: readonly Pick<CometbftValidator, 'power'>[]): number {
  return validators.reduce((sum, { power }) => sum + power, 0);
}
