import { decodeBase64url, equalBytes, refusal, type JsonValue, type VerifySignature } from '#primitives';
import { VALIDATORS_KEY, type Validator } from '../governance.js';
import type { AttestedCollege, AttestedRoot } from '../ledger-proof.js';
import { COLLEGES, type Genesis } from '../ledger-state.js';
import { validatorsRecordShape } from '../proposal-subject-shapes.js';
import { verifyStateEntry } from '../verify-state-entry.js';
import { ledgerAppHash } from './app-hash.js';
import { MAX_BRIDGE_BLOCKS, type CometbftAttestation } from './cometbft-attestation.js';
import { followBlock, needsBridge, requireUnexpired, type FollowedBlock } from './follow-block.js';
import type { CometbftHeader, LightBlock } from './light-block.js';
import { isTrustedBlock, networkTrust, trustBlock, type NetworkTrust } from './network-trust.js';
import type { TrustedBlock } from './trusted-block.js';
import { verifyCommit, type CommitSigner } from './verify-commit.js';

/** A validator's clock may run this far ahead of ours. */
const MAX_CLOCK_LEAD_SECONDS = 60;

/** Where a decision on the live ledger begins. An archive needs neither: the genesis and the headers' own times are enough. */
export interface LiveTrust {
  /** The newest block that was verified before, or that the trust file's publisher vouches for; else the genesis. */
  block?: TrustedBlock;
  /** Seconds since the epoch: what is trusted must be younger than the trusting period. */
  now?: number;
}

/**
 * Verifies that the network's validators signed a header which carries this log root: from the genesis or a trusted block
 * over the bridge to a commit of more than two thirds of the power, with a validator of each college in it.
 * @throws `proof_wrong_attestation`, `proof_older_than_trusted`, `proof_begins_later`, `proof_trust_expired`,
 *   `proof_from_future`, `proof_app_hash_mismatch`, `proof_colleges_mismatch`, `proof_college_signature_missing`, and the codes of `followBlock`
 */
export async function verifyCometbftAttestation(
  attestation: CometbftAttestation,
  genesis: Genesis,
  verifySignature: VerifySignature,
  live: LiveTrust = {},
): Promise<AttestedRoot> {
  const { header, appState } = attestation;
  const network = networkTrust(genesis);
  const { block, signers } = await followBridge(attestation, network, live, verifySignature);
  if (!equalBytes(ledgerAppHash(appState), decodeBase64url(header.appHash))) {
    throw refusal('proof_app_hash_mismatch', 'The header does not carry this root of the log.');
  }
  return {
    origin: genesis.origin,
    size: appState.size,
    root: decodeBase64url(appState.root),
    colleges: signingColleges(signers, provenValidators(attestation, genesis), header),
    operators: genesis.parameters.operators,
    block,
  };
}

async function followBridge(
  attestation: CometbftAttestation,
  network: NetworkTrust,
  { block = network.genesisBlock, now }: LiveTrust,
  verifySignature: VerifySignature,
): Promise<FollowedBlock> {
  const { header, commit, validators, bridge } = attestation;
  const attested: LightBlock = { header, commit, validators };
  if (now !== undefined) requireLive(block, header, network, now);
  if (header.height === block.height && isTrustedBlock(attested, block)) {
    return { block: trustBlock(attested), signers: await verifyCommit(attested, verifySignature) };
  }
  if (header.height <= block.height) {
    throw refusal('proof_older_than_trusted', 'The attested block is not later than the trusted one.');
  }
  let trusted = block;
  // What lies before the trusted block leads to it, for those who begin at the genesis.
  for (const step of bridge.filter(({ header: { height } }) => height > block.height)) {
    try {
      ({ block: trusted } = await followBlock(trusted, step, network, verifySignature));
    } catch (error) {
      throw step === bridge[0] ? explainLaterBeginning(error, bridge) : error;
    }
  }
  return followBlock(trusted, attested, network, verifySignature);
}

/** A bridge with its fullest length begins where it does because there was no room for more. */
function explainLaterBeginning(cause: unknown, bridge: readonly LightBlock[]): unknown {
  if (!needsBridge(cause) || bridge.length < MAX_BRIDGE_BLOCKS) return cause;
  return refusal(
    'proof_begins_later',
    `The proof's ${MAX_BRIDGE_BLOCKS} bridge blocks begin later than what the trust file knows: verify it by a trust file of its own time, or take today's from the cooperative and then a new proof.`,
    { cause },
  );
}

function requireLive(block: TrustedBlock, header: CometbftHeader, network: NetworkTrust, now: number): void {
  requireUnexpired(block, { seconds: now, nanos: 0 }, network.trustingPeriodSeconds);
  if (header.time.seconds > now + MAX_CLOCK_LEAD_SECONDS) {
    throw refusal('proof_from_future', 'The attested block is of a time to come.');
  }
}

/** Whose keys sign, as the attested state says. */
function provenValidators({ colleges, appState }: CometbftAttestation, genesis: Genesis): readonly Validator[] {
  if (colleges.key !== VALIDATORS_KEY || !verifyStateEntry(colleges, decodeBase64url(appState.stateRoot))) {
    throw refusal('proof_colleges_mismatch', "The validators' colleges are not those of the attested state.");
  }
  return colleges.value === null ? (genesis.consensus?.validators ?? []) : readValidators(colleges.value);
}

function readValidators(value: JsonValue): readonly Validator[] {
  const read = validatorsRecordShape.safeParse(value);
  if (read.success) return read.data.validators;
  throw refusal('proof_colleges_mismatch', 'The record of the validators has no valid shape.');
}

/**
 * A validator of each college must have signed. It is checked although a commit without one of the colleges has too little
 * power, as long as each holds a third (design §5).
 * The time is the header's, on which two thirds agreed: no validator's own clock makes a proof younger or older.
 */
function signingColleges(
  signers: readonly CommitSigner[],
  known: readonly Validator[],
  { time }: CometbftHeader,
): AttestedCollege[] {
  return COLLEGES.map((college) => {
    const validators = signers.flatMap(({ publicKey, timestamp }) =>
      known
        .filter((validator) => validator.publicKey === publicKey && validator.college === college)
        .map(({ member }) => ({ member, publicKey, signedAt: timestamp.seconds })),
    );
    if (validators.length === 0) {
      throw refusal('proof_college_signature_missing', `No validator of the college ${college} signed the block.`);
    }
    return { college, cosignedAt: time.seconds, validators };
  });
}
