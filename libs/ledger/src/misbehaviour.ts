import type { Validator } from './governance.js';

export const MISBEHAVIOUR_KINDS = ['double_sign', 'light_client_attack'] as const;

/** What the network's engine proved against a validator. */
export interface Misbehaviour {
  kind: (typeof MISBEHAVIOUR_KINDS)[number];
  /** Of the validator's key, as `validatorAddress`. */
  address: string;
  /** Where it happened, which may be long ago. */
  height: number;
}

/** The same as the log carries it, with what the contract made of it. */
export interface RecordedMisbehaviour extends Omit<Misbehaviour, 'address'>, Validator {
  /** The key votes no more, and never again; `false` where it was its college's last one. */
  suspended: boolean;
}

/** `validator_key/{address}`: whose key it is that votes, voted once, or was to vote; for good. */
export interface ValidatorKeyRecord extends Validator {
  /** `null` while nothing was proved against it. */
  misbehaviour: ValidatorMisbehaviour | null;
}

export interface ValidatorMisbehaviour extends Pick<RecordedMisbehaviour, 'kind' | 'height' | 'suspended'> {
  /** Seconds since the epoch, of the block that carries the evidence. */
  recordedAt: number;
}
