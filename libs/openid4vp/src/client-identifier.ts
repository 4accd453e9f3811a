import { encodeBase64url, refusal, sha256 } from '#primitives';

/** The Client Identifier Prefixes that we sign and accept (design §4). */
export type ClientIdentifierPrefix = 'x509_hash' | 'x509_san_dns' | 'decentralized_identifier';

export interface ClientIdentifier {
  prefix: ClientIdentifierPrefix;
  /** What follows the first colon. */
  identifier: string;
}

const MAX_LENGTH = 512;
const FORMS: Record<ClientIdentifierPrefix, RegExp> = {
  x509_hash: /^[A-Za-z0-9_-]{43}$/,
  x509_san_dns: /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  decentralized_identifier: /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/,
};

/**
 * Takes a client identifier apart at its first colon (OpenID4VP 1.0 §5.9). Pre-registered clients, `redirect_uri` and
 * `origin` are not accepted.
 * @throws `client_identifier_prefix`, `malformed_client_identifier`
 */
export function parseClientIdentifier(clientId: string): ClientIdentifier {
  const colon = clientId.indexOf(':');
  const prefix = clientId.slice(0, Math.max(colon, 0));
  if (!Object.hasOwn(FORMS, prefix)) {
    throw refusal('client_identifier_prefix', 'The prefix of the client identifier is not supported.');
  }
  const identifier = clientId.slice(colon + 1);
  if (clientId.length > MAX_LENGTH || !FORMS[prefix as ClientIdentifierPrefix].test(identifier)) {
    throw refusal('malformed_client_identifier', 'The client identifier does not have the form of its prefix.');
  }
  return { prefix: prefix as ClientIdentifierPrefix, identifier };
}

/** `x509_hash:` and the digest of the leaf certificate (§5.9.3). @param leaf DER */
export function x509HashClientId(leaf: Uint8Array): string {
  return `x509_hash:${encodeBase64url(sha256(leaf))}`;
}

/** `x509_san_dns:` and a name that the leaf certificate has as a dNSName (§5.9.3). */
export function x509SanDnsClientId(host: string): string {
  return `x509_san_dns:${host}`;
}

/** `decentralized_identifier:` and the DID whose document holds the key that signs (§5.9.3). */
export function decentralizedClientId(did: string): string {
  return `decentralized_identifier:${did}`;
}
