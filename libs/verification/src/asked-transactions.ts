import {
  assertOurs,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  parseJsonObject,
  sha256,
} from '#primitives';

/** The one that every implementation must support (OpenID4VP 1.0 §B.3.3.1), and the only one here. */
export const TRANSACTION_HASH_ALGORITHM = 'sha-256';

/** One object of `transaction_data`, as far as an answer is held to it. */
export interface AskedTransaction {
  /** Credential queries, any one of which may authorise it (OpenID4VP 1.0 §5.1). */
  credentialIds: readonly string[];
  /** Whether it named hash algorithms, so that the answer must name its own. */
  namesAlgorithms: boolean;
  /** SHA-256 of the string as it was sent, base64url. */
  digest: string;
}

/** Our own question, read back. @param sent base64url of JSON objects */
export function readTransactionData(sent: readonly string[] = []): AskedTransaction[] {
  return sent.map((text) => {
    const { credential_ids: ids, transaction_data_hashes_alg: algorithms } = parseJsonObject(
      decodeUtf8(decodeBase64url(text)),
    );
    assertOurs(Array.isArray(ids), 'transaction data names its credentials');
    const credentialIds = ids.filter((id) => typeof id === 'string');
    return {
      credentialIds,
      namesAlgorithms: algorithms !== undefined,
      digest: encodeBase64url(sha256(encodeUtf8(text))),
    };
  });
}
