import type { Validator } from '#ledger';
import { validatorPowers } from './validator-powers.js';

/** What the engine is told of one validator; no power removes it. */
export interface ValidatorPower {
  /** Ed25519, 32 bytes, base64url. */
  publicKey: string;
  power: number;
}

/** The differences that lead from one set to the next, sorted by key: every replica says the same. */
export function validatorUpdates(before: readonly Validator[], after: readonly Validator[]): ValidatorPower[] {
  const [earlier, later] = [validatorPowers(before), validatorPowers(after)];
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return keys
    .map((publicKey) => ({ publicKey, power: later.get(publicKey) ?? 0 }))
    .filter(({ publicKey, power }) => earlier.get(publicKey) !== power);
}
