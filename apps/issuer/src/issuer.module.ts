import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { verifyWithNodeCrypto, type OrganisationKeys } from '#identity';
import type { Clock, RandomBytes } from '#primitives';
import { ApiKeys, CallLimit, SetupController, SetupLinks } from '#service-kit/authentication';
import { FormUses, OperatorSessions, SetupPageController, SignInController } from '#service-kit/sessions';
import type { Database } from '#service-kit/database';
import { controllerOf } from '#service-kit/http';
import type { Outbox } from '#service-kit/outbox';
import type { Tenants } from '#service-kit/tenants';
import type { ListedStatusLists } from '#service-kit/trusted-entities';
import type { LookupKeys, SecretBox, SubjectVault } from '#service-kit/vault';
import { TypeormAuthorizations } from './adapters/typeorm/typeorm-authorizations.js';
import { TypeormConsoleViews } from './adapters/typeorm/typeorm-console-views.js';
import { TypeormCredentialRegister } from './adapters/typeorm/typeorm-credential-register.js';
import { TypeormDeferredIssuances } from './adapters/typeorm/typeorm-deferred-issuances.js';
import { TypeormGrants } from './adapters/typeorm/typeorm-grants.js';
import { TypeormImports } from './adapters/typeorm/typeorm-imports.js';
import { TypeormIssuances } from './adapters/typeorm/typeorm-issuances.js';
import { TypeormOffers } from './adapters/typeorm/typeorm-offers.js';
import { TypeormOneTimeValues } from './adapters/typeorm/typeorm-one-time-values.js';
import { TypeormOwnStatusLists } from './adapters/typeorm/typeorm-own-status-lists.js';
import { TypeormStatusLists } from './adapters/typeorm/typeorm-status-lists.js';
import { TypeormStatusPlaces } from './adapters/typeorm/typeorm-status-places.js';
import { TypeormSubjectRecords } from './adapters/typeorm/typeorm-subject-records.js';
import { TypeormWaitingDecisions } from './adapters/typeorm/typeorm-waiting-decisions.js';
import { ChallengeController } from './clients/challenge.controller.js';
import { authorizationControllers, authorizationForSignIn } from './authorization/authorization.module.js';
import type { ConsoleParts } from './console/console-parts.js';
import { CustomersPagesController } from './console/customers-pages.controller.js';
import { EndingPagesController } from './console/ending-pages.controller.js';
import { ImportsPagesController } from './console/imports-pages.controller.js';
import { LetterCodesPagesController } from './console/letter-codes-pages.controller.js';
import { OffersPagesController } from './console/offers-pages.controller.js';
import { SuspensionPagesController } from './console/suspension-pages.controller.js';
import { StartPageController } from './console/start-page.controller.js';
import { WaitingPagesController } from './console/waiting-pages.controller.js';
import { TypeormIdentityRequests } from './adapters/typeorm/typeorm-identity-requests.js';
import { TypeormShownIdentities } from './adapters/typeorm/typeorm-shown-identities.js';
import { credentialControllers } from './credential/credential.module.js';
import type { IdentityAskers } from './identity-evidence/identity-asker.js';
import { identityEvidenceRoom } from './identity-evidence/identity-evidence.module.js';
import { CsvBody } from './intake/csv-body.js';
import type { CustomerFileShape } from './intake/customer-file-shape.js';
import { CustomerFileImport } from './intake/import-customer-file.js';
import { ImportsController } from './intake/imports.controller.js';
import type { IssuerConfig } from './issuer.config.js';
import { ServerNonces } from './nonce/server-nonces.js';
import { CredentialOfferController } from './offers/credential-offer.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { RevocationController } from './revocation/revocation.controller.js';
import { releaseSoon } from './revocation/release-soon.js';
import type { RevocationParts } from './revocation/revoke-credentials.js';
import { createStatusPlaceClaims } from './status-lists/claim-status-places.js';
import { OwnStatusListsController } from './status-lists/own-status-lists.controller.js';
import { OpenStatusLists } from './status-lists/open-status-lists.js';
import type { ClaimStatusPlaces } from './status-lists/status-places.js';
import { publishSoon } from './status-lists/status-publication.js';
import { SubjectRecords } from './subject-records/subject-records.js';
import { SubjectRecordsController } from './subject-records/subject-records.controller.js';
import type { AccountProvider } from './sign-in/account-provider.js';
import { createSignInStores, letterCodeParts, signInParts, signInRoom } from './sign-in/sign-in.module.js';
import type { CertificateWatch } from './tenants/certificate-watch.js';
import type { IssuingKeys } from './tenants/issuing-key.js';
import type { IssuingTenant } from './tenants/issuing-tenant.js';
import { tokenController } from './token/token.module.js';
import { WellKnownController } from './well-known/well-known.controller.js';

/** Long enough for a wallet that asks for token and credentials in one go. */
const DPOP_NONCE_TTL_SECONDS = 300;

export interface IssuerParts {
  config: IssuerConfig;
  customerFileShape: CustomerFileShape;
  tenants: Tenants<IssuingTenant>;
  issuingKeys: IssuingKeys;
  certificateWatch: CertificateWatch;
  database: Database;
  organisationKeys: OrganisationKeys;
  vault: SubjectVault;
  lookupKeys: LookupKeys;
  secretBox: SecretBox;
  outbox: Outbox;
  apiKeys: ApiKeys;
  setupLinks: SetupLinks;
  /** Where citizens have an account, by tenant. */
  accountProviders: ReadonlyMap<string, AccountProvider>;
  identityAskers: IdentityAskers;
  /** Of the providers of identity data. */
  listedStatusLists: ListedStatusLists;
  clock: Clock;
  random: RandomBytes;
}

/** After how many seconds at most no verifier accepts a revoked credential (design §5). */
export function revocationBoundSeconds(config: IssuerConfig): number {
  return config.statusPublishIntervalSeconds + config.statusListTtlSeconds + config.clockSkewSeconds;
}

/** The stores, and what several rooms share. */
export function createIssuerStores(parts: Pick<IssuerParts, 'database' | 'outbox' | 'clock' | 'random'>) {
  const { database, outbox, clock, random } = parts;
  const subjectRecords = new TypeormSubjectRecords(database, outbox);
  const statusLists = new TypeormStatusLists(database);
  return {
    subjectRecords,
    imports: new TypeormImports(database),
    offers: new TypeormOffers(database),
    grants: new TypeormGrants(database),
    authorizations: new TypeormAuthorizations(database),
    oneTimeValues: new TypeormOneTimeValues(database),
    issuances: new TypeormIssuances(database),
    statusLists,
    statusPlaces: new TypeormStatusPlaces(database),
    ownStatusLists: new TypeormOwnStatusLists(database),
    openLists: new OpenStatusLists(statusLists, clock),
    waitingDecisions: new TypeormWaitingDecisions(database),
    deferredIssuances: new TypeormDeferredIssuances(database),
    register: new TypeormCredentialRegister(database, random),
    views: new TypeormConsoleViews(database),
    ...createSignInStores(database),
    identityRequests: new TypeormIdentityRequests(database),
    shownIdentities: new TypeormShownIdentities(database),
    isKnownSubject: async (tenantId: string, id: string) => (await subjectRecords.find(tenantId, id)) !== null,
  };
}

export type IssuerStores = ReturnType<typeof createIssuerStores>;

/** What revocation needs, for its controllers, for erasure and for a code that is used twice. */
export function revocationParts(parts: IssuerParts, stores: IssuerStores): RevocationParts {
  const { config, database, outbox, clock, random } = parts;
  const { register, isKnownSubject } = stores;
  return {
    unitOfWork: database,
    ...{ register, isKnownSubject, clock, random },
    releaseSoon: (tenantId, atOnce) => {
      const waitsUntil = atOnce ? undefined : clock() + config.revocationCohortSeconds * 1000;
      return database.tx((manager) => releaseSoon(outbox, manager, tenantId, waitsUntil));
    },
  };
}

/** Has a list published soon after the unit of work that the call joins. */
export function listPublishing({ database, outbox }: Pick<IssuerParts, 'database' | 'outbox'>) {
  return (tenantId: string, listId: string) => database.tx((manager) => publishSoon(outbox, manager, tenantId, listId));
}

/** Places for credentials about to be signed. */
export function statusPlaceClaims(parts: IssuerParts, stores: IssuerStores): ClaimStatusPlaces {
  const { config, tenants, clock, random } = parts;
  const { statusLists, openLists, statusPlaces } = stores;
  return createStatusPlaceClaims({
    ...{ statusLists, openLists, statusPlaces, clock, random },
    bitsOf: (tenantId, credentialTypeId) => {
      const type = tenants.find(tenantId).credentialTypes.find(({ id }) => id === credentialTypeId);
      return type?.maySuspend === true ? 2 : 1;
    },
    publishSoon: listPublishing(parts),
    statusListSize: config.statusListSize,
  });
}

/** The issuer's rooms, wired by hand so that the compiler checks it. */
@Module({})
export class IssuerModule {
  static with(parts: IssuerParts, stores: IssuerStores): DynamicModule {
    const { config, customerFileShape, tenants, vault, lookupKeys, organisationKeys, clock, random } = parts;
    const nonces = (purpose: string, ttlSeconds: number) =>
      new ServerNonces(purpose, ttlSeconds, lookupKeys, clock, random);
    const dpopNonces = nonces('dpop-nonce', DPOP_NONCE_TTL_SECONDS);
    const credentialNonces = nonces('credential-nonce', config.credentialNonceTtlSeconds);
    const attestationNonces = nonces('attestation-challenge', DPOP_NONCE_TTL_SECONDS);
    const { offers, isKnownSubject } = stores;
    const { offerTtlSeconds, clockSkewSeconds } = config;
    const checking = { dpopNonces, clock, verifySignature: verifyWithNodeCrypto, clockSkewSeconds };
    const records = new SubjectRecords(stores.subjectRecords, vault, lookupKeys, clock);
    const offerParts = {
      unitOfWork: parts.database,
      offers,
      isKnownSubject,
      readFacts: (tenantId: string, id: string) => records.get(tenantId, id),
      keys: lookupKeys,
      offerTtlSeconds,
      clock,
      random,
    };
    const imports = new CustomerFileImport(customerFileShape, stores.imports, vault, lookupKeys, clock, random);
    const bound = revocationBoundSeconds(config);
    const sessions = new OperatorSessions(
      parts.database,
      parts.apiKeys,
      { app: 'issuer', ...config },
      { clock, random },
    );
    const { readFacts } = offerParts;
    const signingIn = { ...parts, stores, records };
    const signInShared = signInParts(signingIn, authorizationForSignIn({ ...parts, stores }).end);
    const identity = identityEvidenceRoom({ ...parts, stores, readFacts }, signInShared);
    const signIn = signInRoom(signingIn, signInShared, identity.completion);
    const pages = consolePages(parts, stores, { sessions, offers: offerParts, records, imports });
    const claimStatusPlaces = statusPlaceClaims(parts, stores);
    return {
      module: IssuerModule,
      controllers: [
        controllerOf(WellKnownController, tenants, organisationKeys),
        controllerOf(OwnStatusListsController, config.publicUrl, tenants, stores.ownStatusLists, clock),
        controllerOf(CredentialOfferController, tenants, offerParts),
        tokenController(
          { ...parts, stores, revocation: revocationParts(parts, stores) },
          { ...checking, attestationNonces },
        ),
        controllerOf(ChallengeController, tenants, attestationNonces),
        ...credentialControllers(parts, stores, { checking, credentialNonces, records, claimStatusPlaces, bound }),
        controllerOf(OffersController, tenants, offerParts),
        controllerOf(RevocationController, tenants, revocationParts(parts, stores), bound, config),
        ...authorizationControllers({ ...parts, stores, dpopNonces, attestationNonces }, signIn.leadToSignIn),
        ...signIn.controllers,
        ...identity.controllers,
        ...pages,
        SetupController,
        SubjectRecordsController,
        ImportsController,
      ],
      providers: [
        { provide: ApiKeys, useValue: parts.apiKeys },
        { provide: CallLimit, useValue: new CallLimit(config.callsPerMinute, clock) },
        { provide: SetupLinks, useValue: parts.setupLinks },
        { provide: OperatorSessions, useValue: sessions },
        { provide: SubjectRecords, useValue: records },
        { provide: CustomerFileImport, useValue: imports },
        { provide: CsvBody, useFactory: (host: HttpAdapterHost) => new CsvBody(host), inject: [HttpAdapterHost] },
      ],
    };
  }
}

/** What operators see before a tenant is known. */
export const CONSOLE_BRAND = 'Incola';

/** The console: the same steps as the API's, as pages behind a session. */
function consolePages(
  parts: IssuerParts,
  stores: IssuerStores,
  steps: Pick<ConsoleParts, 'offers' | 'records' | 'imports'> & { sessions: OperatorSessions },
) {
  const { config, tenants, database, clock, random, setupLinks, customerFileShape } = parts;
  const { sessions, ...called } = steps;
  const forms = new FormUses(database, { clock, random });
  const nameOf = (tenantId: string) => tenants.find(tenantId).name;
  const consoleParts: ConsoleParts = {
    certificateWatch: parts.certificateWatch,
    ...called,
    ...{ tenants, customerFileShape, forms, clock },
    publicUrl: config.publicUrl,
    walletUrl: config.walletUrl,
    transactionCodeAttempts: config.transactionCodeAttempts,
    boundSeconds: revocationBoundSeconds(config),
    cohort: config,
    views: stores.views,
    deferredIssuances: stores.deferredIssuances,
    statusLists: stores.statusLists,
    revocation: revocationParts(parts, stores),
    letterCodes: letterCodeParts({ ...parts, stores, records: steps.records }),
  };
  return [
    controllerOf(SignInController, sessions, CONSOLE_BRAND),
    controllerOf(SetupPageController, { sessions, setupLinks, forms, brand: CONSOLE_BRAND, nameOf }),
    controllerOf(StartPageController, consoleParts),
    controllerOf(ImportsPagesController, consoleParts),
    controllerOf(CustomersPagesController, consoleParts),
    controllerOf(EndingPagesController, consoleParts),
    controllerOf(SuspensionPagesController, consoleParts),
    controllerOf(OffersPagesController, consoleParts),
    controllerOf(LetterCodesPagesController, consoleParts),
    controllerOf(WaitingPagesController, consoleParts),
  ];
}
