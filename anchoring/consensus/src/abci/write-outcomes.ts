import { canonicalJson, decodeBase64url, type JsonObject } from '#primitives';
import type { Event, ExecTxResult, ResponseCheckTx, ValidatorUpdate } from 'cosmjs-types/tendermint/abci/types';
import type { FinalizedBlock, NamedMisbehaviour, TransactionOutcome, ValidatorPower } from '../application/index.js';

/** What a transaction's `code` says; the ledger's own code stands in its `log`. */
export const ACCEPTED = 0;
export const REFUSED = 1;
export const DUPLICATE = 2;
const CODESPACE = 'incola';

/**
 * The parts that a check and a result share. Every replica's `code` must be the same, and its `data` and gas; `log` need not be.
 * Each transaction counts as one unit of gas, so that the network's `max_gas` bounds their number.
 */
type SharedResult = ResponseCheckTx & ExecTxResult;

export function writeOutcome(outcome: TransactionOutcome): SharedResult {
  return {
    code: codeOf(outcome),
    data: new Uint8Array(),
    log: canonicalJson(describeOutcome(outcome)),
    info: '',
    gasWanted: 1n,
    gasUsed: 1n,
    events: [],
    codespace: CODESPACE,
  };
}

export function writeValidatorUpdates(updates: FinalizedBlock['validatorUpdates']): ValidatorUpdate[] {
  return updates.map(({ publicKey, power }: ValidatorPower) => ({
    pubKey: { ed25519: decodeBase64url(publicKey) },
    power: BigInt(power),
  }));
}

export function writeMisbehaviour({ kind, address, height, member, college }: NamedMisbehaviour): Event {
  const attributes = { address, height: String(height), member: member ?? '', college: college ?? '' };
  return {
    type: kind,
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value, index: false })),
  };
}

function codeOf({ outcome }: TransactionOutcome): number {
  if (outcome === 'accepted') return ACCEPTED;
  return outcome === 'duplicate' ? DUPLICATE : REFUSED;
}

function describeOutcome(outcome: TransactionOutcome): JsonObject {
  switch (outcome.outcome) {
    case 'accepted':
      return { outcome: 'accepted', id: outcome.id };
    case 'duplicate':
      return { outcome: 'duplicate', id: outcome.id, of: outcome.of };
    case 'refused':
      return { outcome: 'refused', id: outcome.id, code: outcome.code, reason: outcome.reason };
    case 'malformed':
      return { outcome: 'refused', code: outcome.code, reason: outcome.reason };
  }
}
