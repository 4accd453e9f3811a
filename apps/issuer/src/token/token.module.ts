import { controllerOf } from '#service-kit/http';
import type { Tenants } from '#service-kit/tenants';
import type { IssuerConfig } from '../issuer.config.js';
import type { KeyedDigests } from '../keyed-digests.js';
import { revokeGrant, type RevocationParts } from '../revocation/revoke-credentials.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { TokenParts } from './token-parts.js';
import { TokenController } from './token.controller.js';

/** What the issuer has that the token endpoint needs. */
export interface TokenSurroundings extends Pick<TokenParts, 'random'> {
  config: IssuerConfig;
  tenants: Tenants<IssuingTenant>;
  database: TokenParts['unitOfWork'];
  lookupKeys: KeyedDigests;
  stores: Pick<TokenParts, 'offers' | 'grants' | 'authorizations' | 'oneTimeValues' | 'isKnownSubject'>;
  revocation: RevocationParts;
}

export function tokenController(
  { config, tenants, database, lookupKeys, stores, revocation, random }: TokenSurroundings,
  checking: Pick<TokenParts, 'dpopNonces' | 'attestationNonces' | 'clock' | 'verifySignature' | 'clockSkewSeconds'>,
) {
  const { offers, grants, authorizations, oneTimeValues, isKnownSubject } = stores;
  const { accessTokenTtlSeconds, refreshTokenTtlSeconds, transactionCodeAttempts } = config;
  const parts: TokenParts = {
    ...checking,
    ...{
      unitOfWork: database,
      offers,
      grants,
      authorizations,
      oneTimeValues,
      isKnownSubject,
      keys: lookupKeys,
      random,
    },
    revokeGrant: (tenantId, grantId) => revokeGrant(tenantId, grantId, revocation),
    ...{ accessTokenTtlSeconds, refreshTokenTtlSeconds, transactionCodeAttempts },
  };
  return controllerOf(TokenController, tenants, parts);
}
