import { decodeBase64url, encodeHex, refusal } from '#primitives';
import { cometbftChainId, genesisDigest, validatorPowers, type Genesis, type Validator } from '#ledger';
import { GAS_WANTED, MAX_BLOCK_BYTES, MAX_BLOCK_TRANSACTIONS } from '../application/index.js';
import { engineAddress, publicKeyJson } from './engine-key.js';
import { validatorName } from './network-plan.js';

const MAX_EVIDENCE_BYTES = 128 * 1024;
const EVIDENCE_BLOCKS = 100_000;

/**
 * For how long a set of validators is believed by those who were away. Evidence against a validator counts for twice as
 * long: whoever is believed can still be convicted.
 */
export const TRUSTING_PERIOD_SECONDS = 14 * 86_400;
const EVIDENCE_NANOSECONDS = BigInt(2 * TRUSTING_PERIOD_SECONDS) * 1_000_000_000n;

/** What the engine hands to the application before the first block (`app_state`). */
export interface NetworkAppState {
  /** The digest of the genesis that the application was started with, base64url. */
  genesis: string;
  /** Which member and college each of the first validators belongs to; the engine knows their keys and power only. */
  validators: Validator[];
}

/**
 * CometBFT's genesis.json; all nodes have the same bytes. Its chain id names our genesis, and every vote signs it. All of it
 * follows from our genesis, so that whoever has the trust file needs no other.
 * @throws `no_network_founded`
 */
export function createNetworkGenesis(genesis: Genesis): object {
  if (genesis.consensus === undefined) throw refusal('no_network_founded', 'The genesis founds no network.');
  const { validators } = genesis.consensus;
  const nameOf = new Map(validators.map((validator) => [validator.publicKey, nameIn(validators, validator)]));
  return {
    genesis_time: new Date(genesis.createdAt * 1000).toISOString(),
    chain_id: cometbftChainId(genesis),
    initial_height: '1',
    consensus_params: consensusParameters(),
    validators: validatorPowers(validators).map(({ publicKey, power }) => {
      const key = decodeBase64url(publicKey);
      return {
        address: encodeHex(engineAddress(key)).toUpperCase(),
        pub_key: publicKeyJson(key),
        power: `${power}`,
        name: nameOf.get(publicKey) ?? '',
      };
    }),
    // The application answers InitChain with the hash of the genesis state.
    app_hash: '',
    app_state: { genesis: genesisDigest(genesis), validators } satisfies NetworkAppState,
  };
}

/** The network's parameters in CometBFT's JSON; the ledger never changes them. */
export function consensusParameters(): object {
  return {
    block: { max_bytes: `${MAX_BLOCK_BYTES}`, max_gas: `${MAX_BLOCK_TRANSACTIONS * GAS_WANTED}` },
    evidence: {
      max_age_num_blocks: `${EVIDENCE_BLOCKS}`,
      max_age_duration: `${EVIDENCE_NANOSECONDS}`,
      max_bytes: `${MAX_EVIDENCE_BYTES}`,
    },
    validator: { pub_key_types: ['ed25519'] },
    version: { app: '0' },
    abci: { vote_extensions_enable_height: '0' },
    authority: { authority: '' },
  };
}

function nameIn(validators: readonly Validator[], { college, publicKey }: Validator): string {
  const own = validators.filter((validator) => validator.college === college);
  return validatorName(college, own.findIndex((validator) => validator.publicKey === publicKey) + 1);
}
