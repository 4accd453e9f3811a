import { z } from 'zod';
import { stateEntryShape } from '../state-entry-shape.js';
import type { StateEntryProof } from '../ledger-proof.js';
import { digestShape, positiveShape } from '../shapes.js';
import type { LedgerAppState } from './app-hash.js';
import type { LightBlock } from './light-block.js';
import { lightBlockMembers, lightBlockShape } from './light-block-shapes.js';

/**
 * Blocks that may lie between the genesis, or a trusted block, and the attested one. A follower goes on over more of them; its
 * proofs carry the newest, and whoever verifies them begins at a trust file's later block.
 */
export const MAX_BRIDGE_BLOCKS = 64;

/** Attestation of a log root by a commit of the network: the header of block H carries the app hash of the state after H − 1. */
export interface CometbftAttestation extends LightBlock {
  kind: 'cometbft';
  /** What the header's app hash commits to. */
  appState: LedgerAppState;
  /** Blocks that lead to this one, in ascending order, where its validators do not follow at once from those trusted. */
  bridge: LightBlock[];
  /** The key `validators` at `appState.stateRoot`: whose keys they are. Absent there: as in the genesis. */
  colleges: StateEntryProof;
}

export const cometbftAttestationShape = z.strictObject({
  kind: z.literal('cometbft'),
  appState: z.strictObject({ size: positiveShape, root: digestShape, stateRoot: digestShape }),
  ...lightBlockMembers,
  bridge: z.array(lightBlockShape).max(MAX_BRIDGE_BLOCKS),
  colleges: stateEntryShape,
}) satisfies z.ZodType<CometbftAttestation>;
