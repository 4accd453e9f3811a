import { encodeBase64url, refusal } from '#primitives';
import type { Genesis } from '../ledger-state.js';
import { cometbftChainId } from './chain-id.js';
import { headerHash } from './header-hash.js';
import type { LightBlock } from './light-block.js';
import type { TrustedBlock } from './trusted-block.js';
import { validatorPowers } from './validator-powers.js';
import { validatorsHash } from './validators-hash.js';

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
