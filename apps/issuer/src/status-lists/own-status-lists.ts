import { decodeBase64url, encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import type { HostedToken } from '#status-list/server';
import type { HostStatusList } from './status-host.js';

/** A token that this issuer serves itself. */
export interface OwnStatusToken {
  tenantId: string;
  listId: string;
  format: HostedToken['format'];
  version: number;
  /** Seconds since the epoch. */
  issuedAt: number;
  /** Seconds. */
  ttl: number;
  /** Of the token's octets, base64url. */
  digest: string;
  /** A JWT as it is, the octets of a CWT in base64url. */
  token: string;
}

/** The newest token of each list, for every instance; durable when it returns. */
export interface OwnStatusLists {
  /** Keeps tokens unless newer ones are there: a higher version, or the same version issued later. */
  publish(tokens: readonly OwnStatusToken[]): Promise<void>;
  find(tenantId: string, listId: string, format: HostedToken['format']): Promise<OwnStatusToken | undefined>;
  /** The lists that are published. */
  listIds(tenantId: string): Promise<string[]>;
}

/** The issuer as its own host. */
export function hostOwnStatusLists(ownStatusLists: Pick<OwnStatusLists, 'publish'>): HostStatusList {
  return async ({ tenantId, listId, version, issuedAt, ttl, jwt, cwt }) => {
    const shared = { tenantId, listId, version, issuedAt, ttl };
    await ownStatusLists.publish([
      { ...shared, format: 'jwt', digest: encodeBase64url(sha256(encodeUtf8(jwt))), token: jwt },
      { ...shared, format: 'cwt', digest: encodeBase64url(sha256(cwt)), token: encodeBase64url(cwt) },
    ]);
  };
}

/** A stored token as the octets that are served. */
export function hostedTokenOf({ format, token, digest, issuedAt, ttl }: OwnStatusToken): HostedToken {
  return { format, bytes: format === 'jwt' ? encodeUtf8(token) : decodeBase64url(token), digest, issuedAt, ttl };
}
