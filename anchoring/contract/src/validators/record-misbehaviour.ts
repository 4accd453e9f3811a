import {
  VALIDATORS_KEY,
  type Misbehaviour,
  type RecordedMisbehaviour,
  type Validator,
  type ValidatorKeyRecord,
  type ValidatorsRecord,
} from '#ledger';
import type { BlockContext, ContractState } from '../contract.js';
import { joinEffects, writeRecord, writeValue, type Effect } from '../effect.js';
import { readRecord } from '../read-record.js';

/** What became of evidence; only what was recorded stands in the log and changes anything. */
export type MisbehaviourOutcome =
  | { outcome: 'recorded'; misbehaviour: RecordedMisbehaviour }
  /** The same evidence once more, or more of it against a key that is suspended already, or that still is its college's last. */
  | { outcome: 'known'; misbehaviour: RecordedMisbehaviour }
  /** Never a validator of this ledger. */
  | { outcome: 'unknown_validator'; misbehaviour: Misbehaviour };

/**
 * Suspends a validator's key for good: it leaves those who vote, and no vote brings it back. The last key of a college only
 * has it recorded, since without it nobody could decide anything any more, a successor neither. A function of the state and of
 * the evidence alone: whoever executes the log comes to the same.
 */
export function recordMisbehaviour(
  state: ContractState,
  misbehaviour: Misbehaviour,
  { time }: Pick<BlockContext, 'time'>,
): { outcome: MisbehaviourOutcome; effect?: Effect } {
  const { address, kind, height } = misbehaviour;
  const key = readRecord(state, 'validator_key', address);
  if (key === undefined) return { outcome: { outcome: 'unknown_validator', misbehaviour } };
  const { misbehaviour: earlier, ...validator } = key;
  const validators = readValidators(state);
  const suspended = !isLastOfCollege(validators, validator);
  const recorded: RecordedMisbehaviour = { ...validator, kind, height, suspended };
  const isSame = earlier?.kind === kind && earlier.height === height;
  if (earlier !== null && (isSame || earlier.suspended || !suspended)) {
    return { outcome: { outcome: 'known', misbehaviour: { ...recorded, suspended: earlier.suspended } } };
  }
  const record: ValidatorKeyRecord = { ...validator, misbehaviour: { kind, height, suspended, recordedAt: time } };
  const left = validators.filter(({ publicKey }) => publicKey !== validator.publicKey);
  const isActing = left.length < validators.length;
  const effect = joinEffects(
    writeRecord('validator_key', [address], record),
    suspended && isActing ? writeValue(VALIDATORS_KEY, { validators: left }) : { writes: [], events: [] },
  );
  return { outcome: { outcome: 'recorded', misbehaviour: recorded }, effect };
}

function readValidators(state: ContractState): readonly Validator[] {
  return (state.get(VALIDATORS_KEY) as unknown as ValidatorsRecord | undefined)?.validators ?? [];
}

/** Its college by the validators' own record, where it votes: who no longer does is nobody's last. */
function isLastOfCollege(validators: readonly Validator[], { publicKey }: Validator): boolean {
  const acting = validators.find((validator) => validator.publicKey === publicKey);
  if (acting === undefined) return false;
  return validators.filter(({ college }) => college === acting.college).length === 1;
}
