import { canonicalJson, decodeUtf8, isJsonObject, parseJson, refusal, type JsonValue } from '#primitives';
import { cometbftChainId, genesisDigest, validatorPowers, type Genesis, type Validator } from '#ledger';
import { executeGenesis, LedgerState } from '#anchoring/contract';
import { LogFrontier } from '#anchoring/log';
import type { CommittedBlock } from './consensus-storage.js';
import type { ValidatorPower } from './validator-updates.js';

const LIMITS = { maxLength: 64 * 1024, maxDepth: 6 };

/** What the engine's own genesis says. */
export interface EngineGenesis {
  chainId: string;
  initialHeight: number;
  /** JSON: which ledger the network carries (`genesisDigest`), and whose its first validators are. */
  appState: Uint8Array;
  validators: readonly ValidatorPower[];
}

/**
 * The first validators, which our genesis names; the engine's genesis must say the same of them, and carry this ledger.
 * @throws `no_network_founded`, `genesis_differs`, `initial_height_not_one`, `validator_powers_differ`, the codes of `parseJson`
 */
export function readInitialValidators(genesis: Genesis, engine: EngineGenesis): readonly Validator[] {
  if (genesis.consensus === undefined) throw refusal('no_network_founded', 'The genesis founds no network.');
  const { validators } = genesis.consensus;
  const named = parseJson(decodeUtf8(engine.appState), LIMITS);
  const expected = { genesis: genesisDigest(genesis), validators } as unknown as JsonValue;
  const isSame = isJsonObject(named) && canonicalJson(named) === canonicalJson(expected);
  if (!isSame || engine.chainId !== cometbftChainId(genesis)) {
    throw refusal('genesis_differs', "The network is another ledger's.");
  }
  if (engine.initialHeight !== 1) throw refusal('initial_height_not_one', 'The first block has height 1.');
  const given = new Map(engine.validators.map(({ publicKey, power }) => [publicKey, power]));
  const powers = validatorPowers(validators);
  if (engine.validators.length !== powers.length || powers.some((one) => given.get(one.publicKey) !== one.power)) {
    throw refusal(
      'validator_powers_differ',
      "The network's validators have not the power that their colleges give them.",
    );
  }
  return validators;
}

/** Block 0, as every replica executes it for itself. */
export function initialBlock(genesis: Genesis, validators: readonly Validator[]): CommittedBlock {
  const { writes, leaves, blockEnd } = executeGenesis(new LedgerState(), genesis);
  const frontier = new LogFrontier();
  const nodes = leaves.flatMap((leaf) => frontier.append(leaf));
  const validatorSets = [{ from: 1, validators }];
  const beginning = { genesis: genesisDigest(genesis), height: 0, time: blockEnd.time };
  const position = { ...beginning, blockEnd, frontier: frontier.toStored(), validatorSets };
  return { position, start: 0, leaves, nodes, places: [], writes };
}
