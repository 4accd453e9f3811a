import { validatorPowers, type Validator } from '#ledger';
import { areSame } from './validator-sets.js';

/** What the engine is told of one validator; no power removes it. */
export interface ValidatorPower {
  /** Ed25519, 32 bytes, base64url. */
  publicKey: string;
  power: number;
}

/** The differences that lead from one set to the next, sorted by key: every replica says the same. */
export function validatorUpdates(before: readonly Validator[], after: readonly Validator[]): ValidatorPower[] {
  if (areSame(before, after)) return [];
  const [earlier, later] = [powersByKey(before), powersByKey(after)];
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return keys
    .map((publicKey) => ({ publicKey, power: later.get(publicKey) ?? 0 }))
    .filter(({ publicKey, power }) => earlier.get(publicKey) !== power);
}

function powersByKey(validators: readonly Validator[]): Map<string, number> {
  return new Map(validatorPowers(validators).map(({ publicKey, power }) => [publicKey, power]));
}
