import { decodeBase64url, encodeUtf8 } from '#primitives';
import type { HostedToken } from '#status-list/server';
import type { PublishedStatusList } from './status-lists.js';

/** A stored token as the octets that are served. */
export function hostedTokenOf({ format, token, digest, issuedAt, ttl }: PublishedStatusList): HostedToken {
  return { format, bytes: format === 'jwt' ? encodeUtf8(token) : decodeBase64url(token), digest, issuedAt, ttl };
}
