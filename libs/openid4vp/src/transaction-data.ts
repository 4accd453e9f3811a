import { encodeBase64url, encodeUtf8, refusal, type JsonObject } from '#primitives';
import type { CredentialQuery, DcqlQuery } from './dcql.js';

/** What a person is to authorise with a presentation, before it is encoded (OpenID4VP 1.0 §5.1). */
export interface TransactionDataEntry {
  /** Says what the parameters mean. */
  type: string;
  /** Which credentials may authorise it; absent: any that the query asks for. */
  credentialIds?: readonly string[] | undefined;
  /** Members of the type; none of the names that OpenID4VP gives a meaning. */
  parameters: JsonObject;
}

export const TRANSACTION_DATA_LIMITS = { entries: 4, entryLength: 4_096 } as const;

/** The one hash (§B.3.3.1); `sha-256` is the default too, and is said. */
const HASH_ALGORITHMS = ['sha-256'];
const RESERVED = ['type', 'credential_ids', 'transaction_data_hashes_alg'];

/**
 * Writes `transaction_data` (§5.1; for SD-JWT VC §B.3.3.1). Other formats have no place to sign it that needs no type of its own.
 * @returns base64url of each entry, as sent: their digests are what the key binding has to hold
 * @throws `too_much_transaction_data`, `transaction_data_reserved_member`, `transaction_data_credential_unknown`,
 * `transaction_data_format`
 */
export function encodeTransactionData(entries: readonly TransactionDataEntry[], { credentials }: DcqlQuery): string[] {
  if (entries.length === 0 || entries.length > TRANSACTION_DATA_LIMITS.entries) throw tooMuch();
  return entries.map(({ type, credentialIds, parameters }) => {
    const reserved = RESERVED.find((name) => Object.hasOwn(parameters, name));
    if (reserved !== undefined) {
      throw refusal('transaction_data_reserved_member', `Transaction data gives ${reserved} a meaning of its own.`);
    }
    const ids = credentialIds ?? credentials.map(({ id }) => id);
    const bound = ids.map((id) => credentials.find((query) => query.id === id));
    if (bound.length === 0 || bound.some((query) => query === undefined)) {
      throw refusal(
        'transaction_data_credential_unknown',
        'Transaction data names a credential that is not asked for.',
      );
    }
    if (!bound.every((query) => query !== undefined && canAuthorise(query))) {
      throw refusal(
        'transaction_data_format',
        'Only an SD-JWT VC that a key is bound to can carry what is authorised.',
      );
    }
    const entry = { type, credential_ids: ids, transaction_data_hashes_alg: HASH_ALGORITHMS, ...parameters };
    const encoded = encodeBase64url(encodeUtf8(JSON.stringify(entry)));
    if (encoded.length > TRANSACTION_DATA_LIMITS.entryLength) throw tooMuch();
    return encoded;
  });
}

/** §B.3.3: the holder's key signs it, so there has to be one. */
function canAuthorise({ format, require_cryptographic_holder_binding: isBound }: CredentialQuery): boolean {
  return format === 'dc+sd-jwt' && isBound !== false;
}

function tooMuch(): Error {
  const { entries, entryLength } = TRANSACTION_DATA_LIMITS;
  return refusal('too_much_transaction_data', `At most ${entries} entries of ${entryLength} characters each.`);
}
