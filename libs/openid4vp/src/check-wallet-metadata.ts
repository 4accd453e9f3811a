import { refusal } from '#primitives';
import type { CredentialQuery, DcqlQuery } from './dcql.js';
import type { WalletMetadata } from './parse-wallet-metadata.js';
import { RESPONSE_ENCRYPTIONS, type SentRequestPayload } from './request-object.js';

/**
 * Whether a wallet that describes itself so can answer the request (OpenID4VP 1.0 §5.10, §10). It is told before it shows a
 * person something that ends nowhere.
 * @param request.signingAlgorithm `alg` with which the request is signed
 * @throws `wallet_client_id_prefix_unsupported`, `wallet_signing_algorithm_unsupported`, `wallet_response_unsupported`,
 * `wallet_encryption_unsupported`, `wallet_formats_unsupported`
 */
export function checkWalletMetadata(
  metadata: WalletMetadata,
  { payload, signingAlgorithm }: { payload: SentRequestPayload; signingAlgorithm: string },
): void {
  const prefix = payload.client_id.slice(0, payload.client_id.indexOf(':'));
  if (excludes(metadata.clientIdPrefixes, [prefix])) {
    throw refusal('wallet_client_id_prefix_unsupported', `The wallet does not know the prefix ${prefix}.`);
  }
  if (excludes(metadata.requestSigningAlgorithms, [signingAlgorithm])) {
    throw refusal('wallet_signing_algorithm_unsupported', `The wallet does not verify ${signingAlgorithm}.`);
  }
  const { response_type: type, response_mode: mode } = payload;
  if (excludes(metadata.responseTypes, [type]) || excludes(metadata.responseModes, [mode])) {
    throw refusal('wallet_response_unsupported', `The wallet does not answer ${type} by ${mode}.`);
  }
  checkEncryption(metadata, payload);
  const { formats } = metadata;
  if (formats !== undefined && !isAnswerable(payload.dcql_query, (query) => canPresent(formats, query, payload))) {
    throw refusal('wallet_formats_unsupported', 'The wallet has no format and algorithm in which it could answer.');
  }
}

/** A list that is there and holds none of what we can. */
function excludes(supported: readonly string[] | undefined, ours: readonly string[]): boolean {
  return supported !== undefined && !ours.some((each) => supported.includes(each));
}

/** §8.3: the wallet chooses among what both can. Who encrypts nothing says nothing of encryption. */
function checkEncryption(metadata: WalletMetadata, { response_mode: mode }: SentRequestPayload): void {
  const { responseEncryptionAlgorithms: algorithms, responseEncryptions: encryptions } = metadata;
  // A wallet that lists encryptions requires an encrypted response (§5.10).
  const wants = algorithms !== undefined || encryptions !== undefined;
  const isEncrypted = mode.endsWith('.jwt');
  if (
    (wants && !isEncrypted) ||
    (isEncrypted && (excludes(algorithms, ['ECDH-ES']) || excludes(encryptions, RESPONSE_ENCRYPTIONS)))
  ) {
    throw refusal('wallet_encryption_unsupported', 'There is no encryption that the wallet and we both know.');
  }
}

/** §6.4.2: every required set needs an option; without sets every query needs its credential. */
function isAnswerable(query: DcqlQuery, can: (credential: CredentialQuery) => boolean): boolean {
  const possible = new Set(query.credentials.filter(can).map(({ id }) => id));
  if (query.credential_sets === undefined) return possible.size === query.credentials.length;
  return query.credential_sets
    .filter(({ required }) => required !== false)
    .every(({ options }) => options.some((option) => option.every((id) => possible.has(id))));
}

/** Appendix B: an algorithm list that is absent excludes nothing. */
function canPresent(
  formats: NonNullable<WalletMetadata['formats']>,
  { format }: CredentialQuery,
  { client_metadata }: SentRequestPayload,
): boolean {
  const theirs = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (theirs === undefined) return false;
  return Object.entries(client_metadata.vp_formats_supported[format] ?? {}).every(([name, ours]) => {
    const values = Object.hasOwn(theirs, name) ? theirs[name] : undefined;
    return !Array.isArray(values) || values.some((value) => ours.includes(value as string | number));
  });
}
