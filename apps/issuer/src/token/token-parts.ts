import type { TokenRequest } from '#openid4vci';
import type { RandomBytes } from '#primitives';
import type { Authorizations } from '../authorization/authorizations.js';
import type { ClientParts } from '../clients/authenticate-client.js';
import type { AuthenticatedClient } from '../clients/authenticated-client.js';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { DpopParts } from '../dpop/verify-dpop.js';
import type { Grants } from '../grants/grants.js';
import type { KeyedDigests } from '../keyed-digests.js';
import type { Offers } from '../offers/offers.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';

export interface TokenParts extends DpopParts, ClientParts {
  unitOfWork: UnitOfWork;
  offers: Offers;
  authorizations: Authorizations;
  grants: Grants;
  oneTimeValues: OneTimeValues;
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  /** Revokes what was issued under a grant; joins the unit of work. */
  revokeGrant(tenantId: string, grantId: string): Promise<void>;
  keys: KeyedDigests;
  accessTokenTtlSeconds: number;
  refreshTokenTtlSeconds: number;
  transactionCodeAttempts: number;
  random: RandomBytes;
}

/** A token request whose client is known. */
export interface PresentedRequest<Kind extends TokenRequest['grantType']> {
  tenant: IssuingTenant;
  client: AuthenticatedClient;
  asked: Extract<TokenRequest, { grantType: Kind }>;
  dpopHeader: string | string[] | undefined;
}
