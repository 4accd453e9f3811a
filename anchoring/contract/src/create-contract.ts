import {
  canonicalJson,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  isCodedError,
  refusal,
  type Domain,
  type JsonValue,
} from '#primitives';
import {
  ledgerTransactionId,
  readLedgerTransaction,
  type LedgerTransaction,
  type LedgerTransactionBody,
} from '#ledger';
import { checkSigners } from './check-signers.js';
import type { Apply, ApplyOutcome, BlockContext, ContractState, StateWrite, VerifySignatureNow } from './contract.js';
import { followRule } from './follow-rule.js';
import { readParameters } from './read-record.js';
import { effectKey, transactionKey } from './state-keys.js';

/** The version of the contract that this code is. */
export const CONTRACT_VERSION = 1;

const PAYLOAD: Domain = 'incola:ledger-payload:1';

/** What stands under an effect's key: which ledger transaction made it, and of what payload. */
type EffectRecord = { ledgerTransaction: string; payload: string };

export interface ContractParts {
  verifySignature: VerifySignatureNow;
  /** Which version of the contract the program is, `CONTRACT_VERSION` where nothing else is said. */
  version?: number;
}

/**
 * The self-executing contract as one pure function: shape, ledger, replay, expiry, signatures, effect, rule of its kind.
 * A repeat is a duplicate; every refusal has a code and changes nothing.
 */
export function createContract({ verifySignature, version = CONTRACT_VERSION }: ContractParts): Apply {
  return (state, ledgerTransaction, context) => {
    const id = ledgerTransactionId(ledgerTransaction.body);
    try {
      return applyOrThrow(state, ledgerTransaction, context, id, { verifySignature, version });
    } catch (error) {
      if (!isCodedError(error) || error.fault !== 'refusal') throw error;
      return { outcome: 'refused', id, code: error.code, reason: error.message };
    }
  };
}

function applyOrThrow(
  state: ContractState,
  unread: LedgerTransaction,
  context: BlockContext,
  id: string,
  { verifySignature, version }: Required<ContractParts>,
): ApplyOutcome {
  // Read here too: the contract, not the door, is what every validator agrees on.
  const ledgerTransaction = readLedgerTransaction(unread as unknown as JsonValue);
  const { body } = ledgerTransaction;
  checkLedger(state, body, context, version);
  const replayed = transactionKey(body.expiryHeight, id);
  if (state.get(replayed) !== undefined) return { outcome: 'duplicate', id, of: id };
  checkExpiry(state, body, context);
  const signers = checkSigners(state, ledgerTransaction, context, verifySignature);
  const effect = effectKey(body);
  const payload = payloadDigest(body);
  const standing = state.get(effect) as EffectRecord | undefined;
  if (standing?.payload === payload) return { outcome: 'duplicate', id, of: standing.ledgerTransaction };
  if (standing !== undefined && !isReplaceable(body)) throw conflict(body);
  const { writes, events } = followRule(body, { state, context, signers, verifySignature });
  const own: StateWrite[] = [
    { key: replayed, value: { height: context.height } },
    { key: effect, value: { ledgerTransaction: id, payload } },
  ];
  return { outcome: 'accepted', id, writes: [...writes, ...own], events };
}

/** @throws `wrong_genesis`, `contract_version_mismatch`, `code_not_in_force` */
function checkLedger(state: ContractState, body: LedgerTransactionBody, context: BlockContext, version: number): void {
  if (body.genesis !== context.genesis) throw refusal('wrong_genesis', 'The ledger transaction is for another ledger.');
  const { contractVersion } = readParameters(state);
  if (body.contractVersion !== contractVersion) {
    throw refusal('contract_version_mismatch', 'The ledger transaction is for another version of the contract.');
  }
  // Members voted for other code from this height on: this one accepts nothing more, rather than fork the ledger.
  if (contractVersion !== version) {
    throw refusal('code_not_in_force', 'The code that executes the ledger is not the one in force.');
  }
}

/** @throws `expired`, `expiry_too_far` */
function checkExpiry(state: ContractState, { expiryHeight }: LedgerTransactionBody, { height }: BlockContext): void {
  if (height > expiryHeight) throw refusal('expired', 'The ledger transaction has expired.');
  if (expiryHeight > height + readParameters(state).maxExpiryBlocks) {
    throw refusal('expiry_too_far', 'The ledger transaction expires too far ahead.');
  }
}

/** A ballot takes the place of the member's earlier one; its rule counts them. */
function isReplaceable({ kind }: LedgerTransactionBody): boolean {
  return kind === 'vote';
}

function conflict({ kind }: LedgerTransactionBody): Error {
  const isAnchor = kind === 'anchor' || kind === 'anchor_status';
  const code = isAnchor ? 'anchor_conflict' : 'effect_conflict';
  return refusal(code, 'Another ledger transaction with this effect and other content stands already.');
}

function payloadDigest({ payload }: LedgerTransactionBody): string {
  return encodeBase64url(domainDigest(PAYLOAD, encodeUtf8(canonicalJson(payload as unknown as JsonValue))));
}
