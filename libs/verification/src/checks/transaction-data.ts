import { isCodedError } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { readTransactionData, TRANSACTION_HASH_ALGORITHM, type AskedTransaction } from '../asked-transactions.js';
import { defineCheck, failed, passed, passedAs } from '../check.js';
import type { PresentationToVerify } from '../verification.js';

/**
 * The holder signed what the person was to authorise, all of it and nothing else. A transaction that several credentials may
 * authorise needs one of them; a document type of ours defines no element for it, so that an mdoc authorises none.
 */
export const transactionData = defineCheck({
  name: 'transaction-data',
  clause: 'OpenID4VP 1.0 §5.1, §8.4, §B.3.3.1, §B.2.1',
  scope: 'presentation',
  needs: ['query', 'holderSigned'],
  gives: [],
  codes: [
    'no_transaction_data',
    'transaction_data_not_asked',
    'transaction_data_malformed',
    'transaction_data_algorithm',
    'transaction_data_differs',
    'transaction_data_missing',
  ],
  check({ query, holderSigned }, { asked, vpToken }) {
    const claims = holderSigned === 'none' ? {} : holderSigned;
    const { transaction_data_hashes: hashes, transaction_data_hashes_alg: algorithm } = claims;
    const transactions = readTransactionData(asked.transactionData).filter(({ credentialIds }) =>
      credentialIds.includes(query.id),
    );
    if (transactions.length === 0) {
      return hashes === undefined ? passedAs('no_transaction_data') : failed('transaction_data_not_asked');
    }
    if (hashes !== undefined && !isTexts(hashes)) return failed('transaction_data_malformed');
    const isNamed = algorithm === TRANSACTION_HASH_ALGORITHM;
    const mustName = hashes !== undefined && transactions.some(({ namesAlgorithms }) => namesAlgorithms);
    if (!isNamed && (mustName || algorithm !== undefined)) return failed('transaction_data_algorithm');
    const own = new Set(hashes ?? []);
    if (hashes !== undefined && !isSubset(own, transactions, hashes.length)) return failed('transaction_data_differs');
    const missing = transactions.filter(({ digest }) => !own.has(digest));
    const authorised = missing.every((transaction) => isAuthorisedElsewhere(transaction, query.id, vpToken));
    return authorised ? passed() : failed('transaction_data_missing');
  },
});

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

/** Each hash is of a transaction that this credential may authorise, and stands there once. */
function isSubset(own: ReadonlySet<string>, transactions: readonly AskedTransaction[], count: number): boolean {
  return own.size === count && [...own].every((hash) => transactions.some(({ digest }) => digest === hash));
}

/** By its hash in another presentation, whose signature is checked there; whatever cannot be read there authorises nothing. */
function isAuthorisedElsewhere(
  { credentialIds, digest }: AskedTransaction,
  queryId: string,
  vpToken: PresentationToVerify['vpToken'],
): boolean {
  return credentialIds.some((id) => {
    const presentations = id !== queryId && Object.hasOwn(vpToken, id) ? (vpToken[id] ?? []) : [];
    return presentations.some((compact) => hashesIn(compact).includes(digest));
  });
}

function hashesIn(compact: string): string[] {
  try {
    const hashes = parseSdJwtVc(compact).keyBinding?.payload.transaction_data_hashes;
    return isTexts(hashes) ? hashes : [];
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return [];
    throw error;
  }
}
