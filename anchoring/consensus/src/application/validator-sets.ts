import { assertOurs, canonicalJson, type JsonValue } from '#primitives';
import {
  COLLEGES,
  validatorAddress,
  VALIDATORS_KEY,
  type College,
  type Validator,
  type ValidatorsRecord,
} from '#ledger';
import type { ContractState } from '#anchoring/contract';
import type { ActingValidators } from './consensus-storage.js';

/** What a block decides of the validators holds from the block after the next one (CometBFT: updates of H act at H + 2). */
const BLOCKS_UNTIL_ACTING = 2;

/** The set that votes on the block of this height. */
export function validatorsAt(sets: readonly ActingValidators[], height: number): readonly Validator[] {
  const acting = sets.findLast(({ from }) => from <= height);
  assertOurs(acting !== undefined, 'somebody votes on every block');
  return acting.validators;
}

/** The set that the last decision leads to, whether it acts already or not. */
export function newestValidators(sets: readonly ActingValidators[]): readonly Validator[] {
  const newest = sets.at(-1);
  assertOurs(newest !== undefined, 'somebody votes on every block');
  return newest.validators;
}

/** Whom the state names, from the genesis on. */
export function decidedValidators(state: ContractState): readonly Validator[] {
  const record = state.get(VALIDATORS_KEY);
  assertOurs(record !== undefined, "the genesis wrote the network's first validators");
  return (record as unknown as ValidatorsRecord).validators;
}

/**
 * The sets after a block, with what it decided; those that voted on no block from this one on are forgotten.
 * @param decided the set that the state names after the block
 */
export function followValidators(
  sets: readonly ActingValidators[],
  decided: readonly Validator[],
  height: number,
): ActingValidators[] {
  const isKnown = areSame(decided, newestValidators(sets));
  const all = isKnown ? sets : [...sets, { from: height + BLOCKS_UNTIL_ACTING, validators: decided }];
  return all.filter((_, place) => (all[place + 1]?.from ?? Number.POSITIVE_INFINITY) > height);
}

/** The colleges that have nobody among those who signed. @param signed addresses, as `validatorAddress` */
export function missingColleges(validators: readonly Validator[], signed: ReadonlySet<string>): College[] {
  const present = new Set(
    validators.filter((validator) => signed.has(validatorAddress(validator))).map(({ college }) => college),
  );
  return COLLEGES.filter((college) => !present.has(college));
}

/** Whether two sets name the same validators, in the same order. */
export function areSame(one: readonly Validator[], other: readonly Validator[]): boolean {
  return one === other || textOf(one) === textOf(other);
}

function textOf(validators: readonly Validator[]): string {
  return canonicalJson(validators as unknown as JsonValue);
}
