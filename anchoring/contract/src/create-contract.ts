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
import { accreditIssuer } from './accredit-issuer.js';
import { admitMember } from './admit-member.js';
import { adoptContract } from './adopt-contract.js';
import { anchorCommitments } from './anchor-commitments.js';
import { anchorStatus } from './anchor-status.js';
import { checkSigners } from './check-signers.js';
import type { Apply, ApplyOutcome, BlockContext, ContractState, StateWrite, VerifySignatureNow } from './contract.js';
import type { Effect, RuleInput } from './effect.js';
import { readParameters } from './read-record.js';
import { registerVerifier } from './register-verifier.js';
import { setStatus } from './set-status.js';
import { effectKey, transactionKey } from './state-keys.js';

const PAYLOAD: Domain = 'incola:ledger-payload:1';

/** What stands under an effect's key: which ledger transaction made it, and of what payload. */
type EffectRecord = { ledgerTransaction: string; payload: string };

/**
 * The self-executing contract as one pure function: shape, ledger, replay, expiry, signatures, effect, rule of its kind.
 * A repeat is a duplicate; every refusal has a code and changes nothing.
 */
export function createContract({ verifySignature }: { verifySignature: VerifySignatureNow }): Apply {
  return (state, ledgerTransaction, context) => {
    const id = ledgerTransactionId(ledgerTransaction.body);
    try {
      return applyOrThrow(state, ledgerTransaction, context, id, verifySignature);
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
  verifySignature: VerifySignatureNow,
): ApplyOutcome {
  // Read here too: the contract, not the door, is what every validator agrees on.
  const ledgerTransaction = readLedgerTransaction(unread as unknown as JsonValue);
  const { body } = ledgerTransaction;
  checkLedger(state, body, context);
  const replayed = transactionKey(body.expiryHeight, id);
  if (state.get(replayed) !== undefined) return { outcome: 'duplicate', id, of: id };
  checkExpiry(state, body, context);
  const signers = checkSigners(state, ledgerTransaction, context, verifySignature);
  const effect = effectKey(body);
  const payload = payloadDigest(body);
  const standing = state.get(effect) as EffectRecord | undefined;
  if (standing?.payload === payload) return { outcome: 'duplicate', id, of: standing.ledgerTransaction };
  if (standing !== undefined) throw conflict(body);
  const { writes, events } = followRule(body, { state, context, signers });
  const own: StateWrite[] = [
    { key: replayed, value: { height: context.height } },
    { key: effect, value: { ledgerTransaction: id, payload } },
  ];
  return { outcome: 'accepted', id, writes: [...writes, ...own], events };
}

/** @throws `wrong_genesis`, `contract_version_mismatch` */
function checkLedger(state: ContractState, body: LedgerTransactionBody, context: BlockContext): void {
  if (body.genesis !== context.genesis) throw refusal('wrong_genesis', 'The ledger transaction is for another ledger.');
  if (body.contractVersion !== readParameters(state).contractVersion) {
    throw refusal('contract_version_mismatch', 'The ledger transaction is for another version of the contract.');
  }
}

/** @throws `expired`, `expiry_too_far` */
function checkExpiry(state: ContractState, { expiryHeight }: LedgerTransactionBody, { height }: BlockContext): void {
  if (height > expiryHeight) throw refusal('expired', 'The ledger transaction has expired.');
  if (expiryHeight > height + readParameters(state).maxExpiryBlocks) {
    throw refusal('expiry_too_far', 'The ledger transaction expires too far ahead.');
  }
}

function followRule(body: LedgerTransactionBody, input: Omit<RuleInput<never>, 'payload'>): Effect {
  switch (body.kind) {
    case 'admit_member':
      return admitMember({ ...input, payload: body.payload });
    case 'accredit_issuer':
      return accreditIssuer({ ...input, payload: body.payload });
    case 'register_verifier':
      return registerVerifier({ ...input, payload: body.payload });
    case 'adopt_contract':
      return adoptContract({ ...input, payload: body.payload });
    case 'set_status':
      return setStatus({ ...input, payload: body.payload });
    case 'anchor':
      return anchorCommitments({ ...input, payload: body.payload });
    case 'anchor_status':
      return anchorStatus({ ...input, payload: body.payload });
    default:
      throw refusal('kind_not_in_force', 'No rule for this kind is in force yet.');
  }
}

function conflict({ kind }: LedgerTransactionBody): Error {
  const isAnchor = kind === 'anchor' || kind === 'anchor_status';
  const code = isAnchor ? 'anchor_conflict' : 'effect_conflict';
  return refusal(code, 'Another ledger transaction with this effect and other content stands already.');
}

function payloadDigest({ payload }: LedgerTransactionBody): string {
  return encodeBase64url(domainDigest(PAYLOAD, encodeUtf8(canonicalJson(payload as unknown as JsonValue))));
}
