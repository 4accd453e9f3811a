import { isCodedError, refusal, secondsOf, type Clock, type VerifySignature } from '#primitives';
import { networkTrust } from './cometbft/network-trust.js';
import type { TrustedBlock } from './cometbft/trusted-block.js';
import type { LiveTrust } from './cometbft/verify-cometbft-attestation.js';
import { keepNewest, startingBlocks } from './cometbft/trusted-blocks.js';
import type { AttestedRoot, Attestation, LedgerProof } from './ledger-proof.js';
import type { Genesis } from './ledger-state.js';
import type { TrustFile } from './trust-file.js';
import { verifyAttestation } from './verify-attestation.js';
import { verifyLedgerProof, type VerifiedOf } from './verify-ledger-proof.js';

/**
 * Where the blocks lie that were verified before, so that the next decision begins at them. What `keep` was given is durable
 * when it returns; whoever has no storage begins at the trust file again.
 */
export interface TrustedBlocks {
  /** Oldest first; none before the first decision. */
  load(): Promise<readonly TrustedBlock[]>;
  /** Replaces what was kept. */
  keep(blocks: readonly TrustedBlock[]): Promise<void>;
}

export interface FollowingParts {
  /** The genesis, and the newer block that the file's publisher vouches for. */
  trustFile: Pick<TrustFile, 'genesis' | 'trustedBlock'>;
  blocks: TrustedBlocks;
  verifySignature: VerifySignature;
  clock: Clock;
}

/** Verifies proofs: from where the live ledger was followed to, or as an archive does. */
export type ProofVerifier = Pick<LedgerFollower, 'genesis' | 'verify'>;

/** {@link archivedProofs}, and roots alone. */
export type ArchivedProofs = Pick<LedgerFollower, 'genesis' | 'verify' | 'verifyAttestation'>;

/** Of a command that ends soon: it begins at its trust file each time. */
export function blocksInMemory(): TrustedBlocks {
  let kept: readonly TrustedBlock[] = [];
  return { load: () => Promise.resolve(kept), keep: async (blocks) => void (kept = blocks) };
}

/**
 * As an archive verifies: by the headers' own times, from the genesis on. Where a proof begins later, since its bridge has room
 * for so many years only, from the block that the trust file's publisher vouches for.
 */
export function archivedProofs(
  { genesis, trustedBlock }: Pick<TrustFile, 'genesis' | 'trustedBlock'>,
  verifySignature: VerifySignature,
): ArchivedProofs {
  const follow = <Verified>(verify: (live: LiveTrust) => Promise<Verified>): Promise<Verified> =>
    trustedBlock === undefined
      ? verify({})
      : firstThatFollows([networkTrust(genesis).genesisBlock, trustedBlock], (block) => verify({ block }));
  return {
    genesis,
    verify: (proof) => follow((live) => verifyLedgerProof(proof, genesis, verifySignature, live)),
    verifyAttestation: (attestation) =>
      follow((live) => verifyAttestation(attestation, genesis, verifySignature, live)),
  };
}

/**
 * The live ledger, as one follows it who decides on what it says now: each proof begins at a block that was verified before
 * and is believed still, and what it proves is kept as the next beginning. An archived proof needs none of that, and is
 * verified by `verifyLedgerProof` alone. A ledger whose roots checkpoints attest has nothing to follow.
 */
export class LedgerFollower {
  readonly #parts: FollowingParts;
  #kept: readonly TrustedBlock[] | undefined;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
  }

  get genesis(): Genesis {
    return this.#parts.trustFile.genesis;
  }

  /**
   * @throws `ledger_trust_expired` where nothing is believed any more; the codes of `verifyLedgerProof`, and what keeping throws
   */
  verify<Proof extends LedgerProof>(proof: Proof): Promise<VerifiedOf<Proof>> {
    const { verifySignature } = this.#parts;
    return this.#follow((live) => verifyLedgerProof(proof, this.genesis, verifySignature, live));
  }

  /** As {@link verify}, of a root alone. */
  async verifyAttestation(attestation: Attestation): Promise<AttestedRoot> {
    const { verifySignature } = this.#parts;
    const read = async (live: LiveTrust) => ({
      attested: await verifyAttestation(attestation, this.genesis, verifySignature, live),
    });
    return (await this.#follow(read)).attested;
  }

  async #follow<Verified extends { attested: AttestedRoot }>(
    verify: (live: LiveTrust) => Promise<Verified>,
  ): Promise<Verified> {
    if (this.genesis.consensus === undefined) return verify({});
    const now = secondsOf(this.#parts.clock);
    const verified = await firstThatFollows(await this.#beginnings(now), (block) => verify({ block, now }));
    await this.#keep(verified.attested.block);
    return verified;
  }

  /** Newest first: a proof may be older than the newest block, or its bridge may lead from an earlier one. */
  async #beginnings(now: number): Promise<TrustedBlock[]> {
    const { trustFile, blocks } = this.#parts;
    this.#kept ??= await blocks.load();
    const vouched = trustFile.trustedBlock === undefined ? [] : [trustFile.trustedBlock];
    const all = startingBlocks([...this.#kept, ...vouched], networkTrust(this.genesis), now);
    if (all.length > 0) return all;
    throw refusal(
      'ledger_trust_expired',
      "Nothing that is known of the ledger's validators is young enough to be believed: take a new trust file from the cooperative.",
    );
  }

  async #keep(block: TrustedBlock | undefined): Promise<void> {
    const kept = this.#kept ?? [];
    const next = block === undefined ? kept : keepNewest(kept, block, networkTrust(this.genesis));
    if (next === kept) return;
    await this.#parts.blocks.keep(next);
    this.#kept = next;
  }
}

/** Each beginning is trusted by itself, so that one is enough. What the first says of a failure is the clearest. */
async function firstThatFollows<Verified>(
  beginnings: readonly TrustedBlock[],
  verify: (block: TrustedBlock) => Promise<Verified>,
): Promise<Verified> {
  let failure: unknown;
  for (const block of beginnings) {
    try {
      return await verify(block);
    } catch (error) {
      if (!isCodedError(error) || !LEADS_ELSEWHERE.includes(error.code)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

/** Another beginning may still lead to the block. */
const LEADS_ELSEWHERE: readonly string[] = [
  'proof_older_than_trusted',
  'proof_validators_not_followed',
  'proof_begins_later',
];
