import { decodeBase64url, refusal } from '#primitives';
import { COLLEGES, ledgerTransactionMessage, type LedgerTransaction, type MemberRecord } from '#ledger';
import type { BlockContext, ContractState, VerifySignatureNow } from './contract.js';
import { isInForce } from './is-in-force.js';
import { readParameters, readRecord } from './read-record.js';

/**
 * Every signature must be an active member's, by a key in force at the block's time.
 * @throws `signature_missing`, `signer_unknown`, `signer_excluded`, `signer_suspended`, `signer_key_not_in_force`, `suite_not_accepted`,
 *   `signature_invalid`
 */
export function checkSigners(
  state: ContractState,
  { body, signatures }: LedgerTransaction,
  context: BlockContext,
  verifySignature: VerifySignatureNow,
): MemberRecord[] {
  if (signatures.length === 0) throw refusal('signature_missing', 'Nobody signed the ledger transaction.');
  const { suites } = readParameters(state);
  const message = ledgerTransactionMessage(body);
  return signatures.map(({ member, key: keyId, signature }) => {
    const signer = readRecord(state, 'member', member);
    if (signer === undefined) throw refusal('signer_unknown', 'A signer is not a member.');
    if (signer.status === 'excluded') throw refusal('signer_excluded', 'A signer was excluded.');
    if (signer.status !== 'active') throw refusal('signer_suspended', 'A signer is suspended.');
    const key = signer.keys.find(({ id }) => id === keyId);
    if (key === undefined || !isInForce(key, context.time)) {
      throw refusal('signer_key_not_in_force', "A signature's key is not in force.");
    }
    if (!suites.includes(key.suite)) throw refusal('suite_not_accepted', "A key's suite is not accepted.");
    if (!verifySignature({ publicJwk: key.publicJwk, message, signature: decodeBase64url(signature) })) {
      throw refusal('signature_invalid', 'A signature does not verify.');
    }
    return signer;
  });
}

/** Founding: unanimous across colleges, one college one vote. @throws `college_missing` */
export function requireAllColleges(signers: readonly MemberRecord[]): void {
  for (const wanted of COLLEGES) {
    if (!signers.some(({ college }) => college === wanted)) {
      throw refusal('college_missing', `The college ${wanted} did not sign.`);
    }
  }
}

/** A member acts for itself, and nobody else signs. @throws `not_the_member` */
export function requireOnly(signers: readonly MemberRecord[], did: string): void {
  if (signers.length !== 1 || signers[0]?.did !== did) {
    throw refusal('not_the_member', 'Only the member itself may sign this.');
  }
}
