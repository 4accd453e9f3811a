import { verifyWithNodeCrypto } from '#identity';
import { controllerOf } from '#service-kit/http';
import type { ListedStatusLists } from '#service-kit/trusted-entities';
import type { SecretBox, SubjectVault } from '#service-kit/vault';
import type { IssuerConfig } from '../issuer.config.js';
import { dayInFrance } from '../intake/day-in-france.js';
import type { SignInParts } from '../sign-in/sign-in.module.js';
import type { IdentityAskers } from './identity-asker.js';
import { createIdentityCompletion, type IdentityCompletionParts } from './identity-completion.js';
import { IdentityPagesController } from './identity-pages.controller.js';
import type { IdentityRequests } from './identity-requests.js';
import { IdentityRequestsController } from './identity-requests.controller.js';
import { createIdentityTrust } from './identity-trust.js';
import type { ShownIdentities } from './shown-identities.js';

/** What the issuer has that asking for identity data needs. */
export interface IdentitySurroundings {
  config: Pick<IssuerConfig, 'clockSkewSeconds'>;
  identityAskers: IdentityAskers;
  listedStatusLists: ListedStatusLists;
  vault: SubjectVault;
  secretBox: SecretBox;
  stores: { identityRequests: IdentityRequests; shownIdentities: ShownIdentities };
  readFacts: IdentityCompletionParts['readFacts'];
}

/** The controllers of this room, and what they make of a sign-in. */
export function identityEvidenceRoom(surroundings: IdentitySurroundings, signIn: SignInParts) {
  const { config, identityAskers, listedStatusLists, vault, secretBox, stores, readFacts } = surroundings;
  const { tenants, clock } = signIn;
  const parts = {
    ...{ ...signIn, ...stores, identityAskers, vault, secretBox, readFacts },
    trustFor: createIdentityTrust({ listedStatusLists, verifySignature: verifyWithNodeCrypto, clock, ...config }),
    dayOf: dayInFrance,
  };
  return {
    completion: createIdentityCompletion(parts),
    controllers: [
      controllerOf(IdentityPagesController, parts),
      controllerOf(IdentityRequestsController, tenants, identityAskers, parts),
    ],
  };
}
