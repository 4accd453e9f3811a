import { canonicalJson, decodeBase64url, type JsonObject } from '#primitives';
import type { Event, ExecTxResult, ResponseCheckTx, ValidatorUpdate } from 'cosmjs-types/tendermint/abci/types';
import { validatorAddress } from '#ledger';
import type { MisbehaviourOutcome } from '#anchoring/contract';
import { GAS_WANTED, type FinalizedBlock, type TransactionOutcome, type ValidatorPower } from '../application/index.js';
import { ACCEPTED, CODESPACE, REFUSED } from './write-answers.js';

/** Beside {@link ACCEPTED} and {@link REFUSED}: it was accepted before. */
export const DUPLICATE = 2;

/**
 * The parts that a check and a result share. Every replica's `code` must be the same, and its `data` and gas; `log` need not be.
 */
type SharedResult = ResponseCheckTx & ExecTxResult;

export function writeOutcome(outcome: TransactionOutcome): SharedResult {
  return {
    code: codeOf(outcome),
    data: new Uint8Array(),
    // The engine stores each result twice: words about every accepted one were half of its state.
    ...(outcome.outcome === 'accepted' ? { log: '', codespace: '' } : describeUnaccepted(outcome)),
    info: '',
    gasWanted: BigInt(GAS_WANTED),
    gasUsed: BigInt(GAS_WANTED),
    events: [],
  };
}

export function writeValidatorUpdates(updates: FinalizedBlock['validatorUpdates']): ValidatorUpdate[] {
  return updates.map(({ publicKey, power }: ValidatorPower) => ({
    pubKey: { ed25519: decodeBase64url(publicKey) },
    power: BigInt(power),
  }));
}

/** One event for each piece of evidence, also where it changes nothing: `outcome` says so. */
export function writeMisbehaviour(one: MisbehaviourOutcome): Event {
  const { kind, height } = one.misbehaviour;
  const attributes = { outcome: one.outcome, height: String(height), ...describeValidator(one) };
  return {
    type: kind,
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value, index: false })),
  };
}

function describeValidator(one: MisbehaviourOutcome) {
  const nobody = { address: '', member: '', college: '', suspended: 'false' };
  if (one.outcome === 'unknown_validator') return { ...nobody, address: one.misbehaviour.address };
  const { member, college, suspended } = one.misbehaviour;
  return { address: validatorAddress(one.misbehaviour), member, college, suspended: String(suspended) };
}

function codeOf({ outcome }: TransactionOutcome): number {
  if (outcome === 'accepted') return ACCEPTED;
  return outcome === 'duplicate' ? DUPLICATE : REFUSED;
}

type Unaccepted = Exclude<TransactionOutcome, { outcome: 'accepted' }>;

function describeUnaccepted(outcome: Unaccepted): Pick<SharedResult, 'log' | 'codespace'> {
  return { log: canonicalJson(wordsOf(outcome)), codespace: CODESPACE };
}

function wordsOf(outcome: Unaccepted): JsonObject {
  switch (outcome.outcome) {
    case 'duplicate':
      return { outcome: 'duplicate', id: outcome.id, of: outcome.of };
    case 'refused':
      return { outcome: 'refused', id: outcome.id, code: outcome.code, reason: outcome.reason };
    case 'malformed':
      return { outcome: 'refused', code: outcome.code, reason: outcome.reason };
  }
}
