import { z } from 'zod';
import { decodeBase64url, decodeUtf8, parseJson, refusal } from '#primitives';
import { COLLEGES, genesisDigest, type Genesis, type Validator } from '#ledger';
import { executeGenesis, LedgerState } from '#anchoring/contract';
import { LogFrontier } from '#anchoring/log';
import type { CommittedBlock } from './consensus-storage.js';
import { validatorPowers } from './validator-powers.js';
import type { ValidatorPower } from './validator-updates.js';

const LIMITS = { maxLength: 64 * 1024, maxDepth: 6 };
const MAX_VALIDATORS = 30;

const initialStateShape = z.strictObject({
  genesis: z.string().max(64),
  validators: z
    .array(
      z.strictObject({
        member: z.string().max(512),
        college: z.enum(['service_providers', 'data_providers', 'citizens']),
        publicKey: z.string().refine(isPublicKey, 'not an Ed25519 key'),
      }),
    )
    .max(MAX_VALIDATORS),
}) satisfies z.ZodType<InitialState>;

/** `app_state` of the network's genesis file: which ledger it carries, and whose its first validators are. */
export interface InitialState {
  /** `genesisDigest`, base64url. */
  genesis: string;
  validators: Validator[];
}

/** What the engine's own genesis says. */
export interface EngineGenesis {
  initialHeight: number;
  /** `app_state`, JSON. */
  appState: Uint8Array;
  validators: readonly ValidatorPower[];
}

/**
 * The first validators: active founders, at least one of each college, each with its part of the college's third.
 * @throws `malformed_initial_state`, `genesis_differs`, `initial_height_not_one`, `validator_not_a_founder`, `validator_repeated`,
 *   `college_without_validator`, `validator_powers_differ`
 */
export function readInitialValidators(genesis: Genesis, engine: EngineGenesis): Validator[] {
  const read = initialStateShape.safeParse(parseJson(decodeUtf8(engine.appState), LIMITS));
  if (!read.success) throw refusal('malformed_initial_state', "The network's app_state has no valid shape.");
  const { genesis: named, validators } = read.data;
  if (named !== genesisDigest(genesis)) throw refusal('genesis_differs', "The network is another ledger's.");
  if (engine.initialHeight !== 1) throw refusal('initial_height_not_one', 'The first block has height 1.');
  for (const { member, college } of validators) {
    const founder = genesis.founders.find(({ did }) => did === member);
    if (founder?.college !== college || founder.status !== 'active') {
      throw refusal('validator_not_a_founder', 'A first validator is no active founder of its college.');
    }
  }
  if (new Set(validators.map(({ publicKey }) => publicKey)).size < validators.length) {
    throw refusal('validator_repeated', 'Two validators have one key.');
  }
  if (COLLEGES.some((wanted) => !validators.some(({ college }) => college === wanted))) {
    throw refusal('college_without_validator', 'A college has no validator.');
  }
  const powers = validatorPowers(validators);
  const same = engine.validators.length === powers.size;
  if (!same || engine.validators.some(({ publicKey, power }) => powers.get(publicKey) !== power)) {
    throw refusal('validator_powers_differ', "The network's validators have not the power that their colleges give them.");
  }
  return validators;
}

/** Block 0, as every replica executes it for itself. */
export function initialBlock(genesis: Genesis, validators: readonly Validator[]): CommittedBlock {
  const { writes, leaves, blockEnd } = executeGenesis(new LedgerState(), genesis);
  const frontier = new LogFrontier();
  const nodes = leaves.flatMap((leaf) => frontier.append(leaf));
  const validatorSets = [{ from: 1, validators }];
  const position = { height: 0, time: blockEnd.time, blockEnd, frontier: frontier.toStored(), validatorSets };
  return { position, start: 0, leaves, nodes, places: [], writes };
}

function isPublicKey(text: string): boolean {
  try {
    return decodeBase64url(text).length === 32;
  } catch {
    return false;
  }
}
