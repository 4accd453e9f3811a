import type { TokenResponse } from '#openid4vci';
import { encodeBase64url } from '#primitives';
import { createToken } from '../grants/grant-tokens.js';
import type { Grant } from '../grants/grants.js';
import { grantedMembers } from './granted-credentials.js';
import type { TokenParts } from './token-parts.js';

type TokenMembers =
  'id' | 'state' | 'accessTokenDigest' | 'accessTokenExpiresAt' | 'refreshTokenDigest' | 'refreshTokenExpiresAt';

/** A new grant with its tokens, and what the wallet is told of it. */
export function createGrant(
  granted: Omit<Grant, TokenMembers>,
  parts: Pick<TokenParts, 'random' | 'accessTokenTtlSeconds' | 'refreshTokenTtlSeconds'>,
): { grant: Grant; response: TokenResponse } {
  const id = encodeBase64url(parts.random(16));
  const access = createToken('access', id, parts.random);
  const refresh = createToken('refresh', id, parts.random);
  const grant: Grant = {
    ...granted,
    ...{ id, state: 'active' },
    accessTokenDigest: access.digest,
    accessTokenExpiresAt: granted.createdAt + parts.accessTokenTtlSeconds * 1000,
    refreshTokenDigest: refresh.digest,
    refreshTokenExpiresAt: granted.createdAt + parts.refreshTokenTtlSeconds * 1000,
  };
  const response = {
    access_token: access.text,
    token_type: 'DPoP',
    expires_in: parts.accessTokenTtlSeconds,
    refresh_token: refresh.text,
    ...grantedMembers(granted.authorized, { hasScope: granted.origin.kind === 'authorization' }),
  };
  return { grant, response };
}
