import { z } from 'zod';
import { encodeBase64url, refusal } from '#primitives';
import type { Genesis } from '../ledger-state.js';
import { digestShape, naturalShape } from '../shapes.js';
import { cometbftChainId } from './chain-id.js';
import { headerHash } from './header-hash.js';
import type { CometbftTime, CometbftValidator, LightBlock } from './light-block.js';
import { timeShape, validatorsShape } from './light-block-shapes.js';
import { validatorPowers } from './validator-powers.js';
import { validatorsHash } from './validators-hash.js';

/**
 * A block that was verified, and all that the next one is measured by. Whoever decides on the live ledger keeps the newest
 * one; the genesis is the first.
 */
export interface TrustedBlock {
  /** 0: the genesis itself, before the first block. */
  height: number;
  /** Of the header, base64url; absent for the genesis. */
  hash?: string;
  time: CometbftTime;
  /** Of this height; of the first block for the genesis. */
  validators: CometbftValidator[];
  /** base64url */
  nextValidatorsHash: string;
}

/** As a wallet or a verifier stores it. */
export const trustedBlockShape = z.strictObject({
  height: naturalShape,
  hash: digestShape.exactOptional(),
  time: timeShape,
  validators: validatorsShape,
  nextValidatorsHash: digestShape,
}) satisfies z.ZodType<TrustedBlock>;

/** What the genesis lets anyone believe of the network. */
export interface NetworkTrust {
  chainId: string;
  trustingPeriodSeconds: number;
  genesisBlock: TrustedBlock;
}

/** @throws `proof_wrong_attestation` where the genesis founds no network of independent validators */
export function networkTrust(genesis: Genesis): NetworkTrust {
  const { consensus, createdAt } = genesis;
  if (consensus === undefined) {
    throw refusal('proof_wrong_attestation', "This ledger's roots are attested by checkpoints, not by commits.");
  }
  const validators = validatorPowers(consensus.validators);
  return {
    chainId: cometbftChainId(genesis),
    trustingPeriodSeconds: consensus.trustingPeriodSeconds,
    genesisBlock: {
      height: 0,
      time: { seconds: createdAt, nanos: 0 },
      validators,
      nextValidatorsHash: encodeBase64url(validatorsHash(validators)),
    },
  };
}

/** @param block whose commit and validators were verified */
export function trustBlock({ header, validators }: LightBlock): TrustedBlock {
  const { height, time, nextValidatorsHash } = header;
  return { height, hash: encodeBase64url(headerHash(header)), time, validators, nextValidatorsHash };
}

/** Whether this is the block that is trusted already. */
export function isTrustedBlock({ header }: LightBlock, { hash }: TrustedBlock): boolean {
  return hash === encodeBase64url(headerHash(header));
}
