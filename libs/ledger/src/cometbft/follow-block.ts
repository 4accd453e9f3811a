import { isCodedError, refusal, type VerifySignature } from '#primitives';
import { compareTimes, type CometbftTime, type LightBlock } from './light-block.js';
import { trustBlock, type NetworkTrust } from './network-trust.js';
import type { TrustedBlock } from './trusted-block.js';
import { powerOf, verifyCommit, type CommitSigner } from './verify-commit.js';

/** The later block, which is trusted from now on, and who signed it. */
export interface FollowedBlock {
  block: TrustedBlock;
  signers: CommitSigner[];
}

/**
 * Follows the ledger's validators from a trusted block to a later one (CometBFT specification, light-client, verification).
 * The next block has the validators that the trusted header announces. A skip is taken where more than a third of the trusted
 * power signed the later block; exactly a third, which is one college, is refused, and blocks between must bridge.
 * A set of validators is believed for the trusting period after its block, measured at the later header's own time: so an
 * archived proof stays what it was.
 * @throws `proof_wrong_chain`, `proof_heights_out_of_order`, `proof_times_out_of_order`, `proof_trust_expired`,
 *   `proof_validators_not_followed`, and the codes of `verifyCommit`
 */
export async function followBlock(
  trusted: TrustedBlock,
  later: LightBlock,
  { chainId, trustingPeriodSeconds }: Pick<NetworkTrust, 'chainId' | 'trustingPeriodSeconds'>,
  verifySignature: VerifySignature,
): Promise<FollowedBlock> {
  const { header } = later;
  if (header.chainId !== chainId) throw refusal('proof_wrong_chain', 'A block is of another network.');
  if (header.height <= trusted.height) {
    throw refusal('proof_heights_out_of_order', 'A block is not later than the trusted one.');
  }
  requireLaterTime(trusted, header.time);
  requireUnexpired(trusted, header.time, trustingPeriodSeconds);
  const signers = await verifyCommit(later, verifySignature);
  const follows =
    header.height === trusted.height + 1
      ? header.validatorsHash === trusted.nextValidatorsHash
      : trustedPower(trusted, signers) * 3 > powerOf(trusted.validators);
  if (!follows) {
    throw refusal('proof_validators_not_followed', "The block's validators do not follow from the trusted ones.");
  }
  return { block: trustBlock(later), signers };
}

const MENDED_BY_A_BRIDGE: readonly string[] = ['proof_validators_not_followed', 'proof_trust_expired'];

/** Whether `followBlock` refused a block because it is too far from the trusted one: blocks between may still lead there. */
export function needsBridge(error: unknown): boolean {
  return isCodedError(error) && MENDED_BY_A_BRIDGE.includes(error.code);
}

/** @throws `proof_trust_expired` where the block's validators are no longer believed at this time */
export function requireUnexpired({ time }: TrustedBlock, at: CometbftTime, trustingPeriodSeconds: number): void {
  const end = { seconds: time.seconds + trustingPeriodSeconds, nanos: time.nanos };
  if (compareTimes(end, at) <= 0) {
    throw refusal('proof_trust_expired', 'The trusted block is older than the trusting period.');
  }
}

/** Header times grow with every block (BFT time); the first block has the time of the genesis. */
function requireLaterTime(trusted: TrustedBlock, time: CometbftTime): void {
  const order = compareTimes(time, trusted.time);
  if (order < 0 || (order === 0 && trusted.height > 0)) {
    throw refusal('proof_times_out_of_order', 'A block is not later in time than the trusted one.');
  }
}

/** As much of the trusted power as signed, counted by what the trusted set gives each key. */
function trustedPower({ validators }: TrustedBlock, signers: readonly CommitSigner[]): number {
  const keys = new Set(signers.map(({ publicKey }) => publicKey));
  return powerOf(validators.filter(({ publicKey }) => keys.has(publicKey)));
}
