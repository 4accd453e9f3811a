import { verifyWithNodeCrypto } from '#identity';
import type { Clock, RandomBytes } from '#primitives';
import { controllerOf } from '#service-kit/http';
import type { Tenants } from '#service-kit/tenants';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import type { IssuerConfig } from '../issuer.config.js';
import type { KeyedDigests } from '../keyed-digests.js';
import type { ServerNonces } from '../nonce/server-nonces.js';
import type { Offers } from '../offers/offers.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { AuthorizeController, type LeadToSignIn } from './authorize.controller.js';
import type { AuthorizationEnd, Authorizations } from './authorizations.js';
import { createAuthorizationEnd, type EndingParts } from './end-authorization.js';
import { ParController } from './par.controller.js';
import type { AuthorizationParts } from './push-request.js';

/** What the issuer has that this room needs. */
export interface AuthorizationSurroundings {
  config: IssuerConfig;
  tenants: Tenants<IssuingTenant>;
  database: UnitOfWork;
  lookupKeys: KeyedDigests;
  stores: Pick<EndingParts, 'isKnownSubject'> & {
    offers: Offers;
    authorizations: Authorizations;
    oneTimeValues: OneTimeValues;
  };
  clock: Clock;
  random: RandomBytes;
}

/** PAR and authorization endpoint. */
export function authorizationControllers(
  surroundings: AuthorizationSurroundings & { dpopNonces: ServerNonces; attestationNonces: ServerNonces },
  leadToSignIn: LeadToSignIn,
) {
  const {
    config,
    tenants,
    database,
    stores,
    clock,
    random,
    dpopNonces,
    attestationNonces,
    lookupKeys: keys,
  } = surroundings;
  const { offers, authorizations, oneTimeValues } = stores;
  const parts: AuthorizationParts = {
    ...{
      unitOfWork: database,
      offers,
      authorizations,
      oneTimeValues,
      keys,
      clock,
      random,
      dpopNonces,
      attestationNonces,
    },
    verifySignature: verifyWithNodeCrypto,
    clockSkewSeconds: config.clockSkewSeconds,
    pushedRequestTtlSeconds: config.pushedRequestTtlSeconds,
  };
  return [controllerOf(ParController, tenants, parts), controllerOf(AuthorizeController, tenants, parts, leadToSignIn)];
}

/** What the sign-in asks of this room: how an authorization ends. */
export function authorizationForSignIn(surroundings: AuthorizationSurroundings): { end: AuthorizationEnd } {
  const { tenants, database, stores, clock, lookupKeys: keys } = surroundings;
  const { offers, authorizations, isKnownSubject } = stores;
  return {
    end: createAuthorizationEnd({ tenants, unitOfWork: database, authorizations, offers, isKnownSubject, keys, clock }),
  };
}
