import { decodeBase64url, type PublicJwk, type VerifySignature } from '#primitives';
import { ledgerTransactionMessage, stateKey, type MemberRecord } from '#ledger';
import type { ContractState } from '#anchoring/contract';
import { MAX_BLOCK_TRANSACTIONS } from './block-limits.js';
import { readRawTransaction } from './read-raw-transaction.js';
import type { RememberedSignatures } from './remembered-signatures.js';

/** Of fewer the signatures are verified as they are met: to hand them to other threads takes as long. */
const FEWEST_TRANSACTIONS = 4;

/**
 * Verifies a block's signatures on all of the machine's cores while its ledger transactions are read, before the block is executed
 * on one. It decides nothing: the contract asks for each signature again, and finds those verified which this could foresee, with
 * keys that the state names already.
 */
export async function verifyAhead(
  transactions: readonly Uint8Array[],
  state: ContractState,
  signatures: RememberedSignatures,
  elsewhere: VerifySignature,
): Promise<void> {
  if (transactions.length < FEWEST_TRANSACTIONS) return;
  const keys = new Map<string, PublicJwk | undefined>();
  const keyOf = (member: string, id: string): PublicJwk | undefined => {
    const name = `${member} ${id}`;
    if (!keys.has(name)) keys.set(name, publicKey(state, member, id));
    return keys.get(name);
  };
  const verifying: Promise<void>[] = [];
  for (const bytes of transactions.slice(0, MAX_BLOCK_TRANSACTIONS)) {
    const read = readRawTransaction(bytes);
    if (read.kind === 'malformed') continue;
    const message = ledgerTransactionMessage(read.ledgerTransaction.body);
    for (const { member, key, signature } of read.ledgerTransaction.signatures) {
      const publicJwk = keyOf(member, key);
      if (publicJwk === undefined) continue;
      const input = { publicJwk, message, signature: decodeBase64url(signature) };
      const ahead = signatures.verifyAhead(input, elsewhere);
      if (ahead !== undefined) verifying.push(ahead);
    }
  }
  await Promise.all(verifying);
}

function publicKey(state: ContractState, member: string, id: string): PublicJwk | undefined {
  const record = state.get(stateKey('member', member)) as unknown as MemberRecord | undefined;
  return record?.keys.find((key) => key.id === id)?.publicJwk;
}
