import { createHttpLedger, parseTrustFile, type TrustFile } from '#ledger';
import { isLoopback, secondsOf, type Clock, type RandomBytes } from '#primitives';
import { ApiKeys, SetupLinks } from '#service-kit/authentication';
import type { Database, StatementHooks } from '#service-kit/database';
import { readJsonFile } from '#service-kit/files';
import type { GuardedFetch, Outgoing } from '#service-kit/fetch';
import { createMetrics } from '#service-kit/health';
import { createHttpService } from '#service-kit/http';
import { createLog, describeError, type Log } from '#service-kit/log';
import { platformNetwork, type Network } from '#service-kit/network';
import { readCertificates } from '#service-kit/organisations';
import { Outbox, OutboxWorker } from '#service-kit/outbox';
import { readCredentialTypes } from '#service-kit/schemas';
import { Tenants } from '#service-kit/tenants';
import { openDataStore } from './adapters/typeorm/open-data-store.js';
import { openKeyStore, type KeyStore } from './adapters/typeorm/open-key-store.js';
import { isAuthorizationPath } from './authorization/authorization-paths.js';
import { authorizationRefusal } from './authorization/authorization-refusals.messages.js';
import { consoleRefusal } from './console/console-refusals.messages.js';
import { issuerApi } from './issuer-api.js';
import { ISSUER_ERRORS, isPagePath, isPublicPath } from './issuer-errors.js';
import type { IssuerConfig } from './issuer.config.js';
import { openIdentityAskers, openListedStatusLists } from './identity-evidence/open-identity-askers.js';
import { forgetOldProblems } from './intake/forget-old-problems.js';
import { readCustomerFileShape } from './intake/customer-file-shape.js';
import {
  CONSOLE_BRAND,
  createIssuerStores,
  IssuerModule,
  listPublishing,
  revocationParts,
  type IssuerParts,
  type IssuerStores,
} from './issuer.module.js';
import { createDecisionRelease, RELEASE_DECISIONS } from './revocation/release-soon.js';
import { revokeForErasure } from './revocation/revoke-credentials.js';
import { createSetupLinks, type PrintedSetupLink } from './setup/create-setup-links.js';
import { createStatusAnchoring } from './status-lists/anchor-status-list.js';
import { beginStatusList } from './status-lists/begin-status-list.js';
import { forgetStatusPlaces, isOver } from './status-lists/forget-status-places.js';
import { hostOwnStatusLists } from './status-lists/own-status-lists.js';
import { putToStatusProvider } from './status-lists/put-to-status-provider.js';
import { newestOf } from './status-lists/open-status-lists.js';
import { StatusBitsCache } from './status-lists/status-bits.js';
import { widthsOf } from './status-lists/widths-of.js';
import { createStatusPublication, PUBLISH_STATUS_LIST, publishAnew } from './status-lists/status-publication.js';
import { openAccountProviders } from './sign-in/sign-in.module.js';
import { createErasureFinish, SUBJECT_ERASED_KIND } from './subject-records/finish-erasure.js';
import { createCertificateWatch } from './tenants/certificate-watch.js';
import { createIssuingKeys, requireIssuingKeys } from './tenants/issuing-key.js';
import { issuingTenants } from './tenants/issuing-tenants.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const CREDENTIAL_LIMIT_BYTES = 256 * 1024;
const IMPORT_LIMIT_BYTES = 17 * 1024 * 1024;
const CREDENTIAL_ROUTE = '/:tenant/credential';
/** What their JSON is, they say themselves, in the protocol's words. */
const RAW_ROUTES = [CREDENTIAL_ROUTE, '/:tenant/deferred-credential', '/:tenant/notification'];
const HOUR = 60 * 60 * 1000;
const YEAR = 365 * 24 * HOUR;
/** Until then an instance may still sign with a key that is followed: its clock may be wrong, and its line of keys a little old. */
const DAY_SECONDS = 86_400;

export interface IssuerService {
  /** Where it listens; links use `publicUrl`. */
  url: string;
  /** One-time links of the tenants that have no API key yet. */
  setupLinks: PrintedSetupLink[];
  /** Works off what is due in the outbox: for tests, which would otherwise wait for its clock. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the issuer on what founding wrote. Started again, it goes on from what is stored.
 * @throws `certificates_missing`, `certificate_missing`, `certificate_of_another_key`, `unreadable_file`,
 *   `unknown_credential_type`, `key_missing`, `client_secret_missing`, and those of `openIdentityAskers` (outages)
 */
export async function startIssuer(
  config: IssuerConfig,
  ambient: { clock: Clock; random: RandomBytes; log?: Log; statementHooks?: StatementHooks; network?: Network },
): Promise<IssuerService> {
  const { clock, random } = ambient;
  const log = ambient.log ?? createLog({ service: 'issuer', level: config.logLevel });
  const trustFile = parseTrustFile(JSON.stringify(await readJsonFile(config.trustFile)));
  const certificates = await readCertificates(config.certificatesFile, 'issuing');
  const tenants = new Tenants(issuingTenants(config, await readCredentialTypes(config.schemasFolder)));
  const customerFileShape = await readCustomerFileShape(config.schemasFolder);
  const keyStore = await openKeyStore(config, ambient);
  const current = (did: string) => keyStore.organisationKeys.current(did, 'issuing');
  const issuingKeys = createIssuingKeys({ current, certificates, clock });
  await requireIssuingKeys(tenants.all, issuingKeys, log);
  const metrics = createMetrics();
  const watched = { tenants: tenants.all, metrics, log };
  const certificateWatch = createCertificateWatch({ current, certificates, clock }, watched);
  const database = await openDataStore(config.databaseUrl, ambient.statementHooks);
  const outbox = new Outbox(clock, random);
  const apiKeys = new ApiKeys(database, clock, random);
  const setupLinks = new SetupLinks(database, apiKeys, clock, random);
  const outgoing = (ambient.network ?? platformNetwork).outgoing({
    outgoingOrigins: config.outgoingOrigins,
    serviceIsLoopback: isLoopback(new URL(config.publicUrl)),
    timeoutMilliseconds: 10_000,
    maxBytes: 1024 * 1024,
  });
  const { organisationKeys } = keyStore;
  const accounts = { organisationKeys, fetch: outgoing.fetch, clock, random };
  const accountProviders = await openAccountProviders(config, tenants.all, accounts);
  const identityAskers = await openIdentityAskers(config, tenants.all, organisationKeys);
  const given = { config, customerFileShape, tenants, issuingKeys, certificateWatch, clock, random };
  const listedStatusLists = openListedStatusLists(identityAskers, { fetch: outgoing.fetch, clock, log });
  const citizens = { accountProviders, identityAskers, listedStatusLists };
  const parts: IssuerParts = { ...given, ...citizens, database, outbox, apiKeys, setupLinks, ...keyStore };
  const stores = createIssuerStores(parts);
  const worker = createWorker(parts, stores, { keyStore, outgoing, trustFile, log });
  const service = await createHttpService({
    module: IssuerModule.with(parts, stores),
    ...httpOptions(config, database, log),
    metrics,
    network: ambient.network,
  });
  const stopTimers = await startTimers(parts, stores, log);
  worker.start();
  const slugs = tenants.all.map(({ slug }) => slug);
  return {
    url: service.url,
    setupLinks: await createSetupLinks(slugs, config.publicUrl, apiKeys, setupLinks),
    drain: () => worker.drain(),
    close: async () => {
      stopTimers();
      await service.close();
      await worker.stop();
      outgoing.close();
      await database.close();
      await keyStore.close();
    },
  };
}

function httpOptions(config: IssuerConfig, database: Database, log: Log) {
  const { host, port, metricsPort } = config;
  return {
    publicUrl: config.publicUrl,
    listen: { host, port },
    trustedProxies: config.trustedProxies,
    tls: config.tls,
    metricsListen: metricsPort === undefined ? undefined : { host, port: metricsPort },
    bodyLimitBytes: BODY_LIMIT_BYTES,
    bodyLimitOf: (_method: string, route: string) => {
      if (route === '/api/v1/imports' || route === '/imports') return IMPORT_LIMIT_BYTES;
      return route === CREDENTIAL_ROUTE ? CREDENTIAL_LIMIT_BYTES : undefined;
    },
    rawJson: (route: string) => RAW_ROUTES.includes(route),
    publicCors: isPublicPath,
    errors: ISSUER_ERRORS,
    openApi: issuerApi(),
    pages: {
      paths: isPagePath,
      brand: CONSOLE_BRAND,
      // A citizen has no page of ours to go to: his wallet is where he came from.
      homeOf: (path: string) => (isAuthorizationPath(path) ? undefined : '/'),
      sentenceOf: (code: string, locale: 'en' | 'fr') =>
        authorizationRefusal(code, locale) ?? consoleRefusal(code, locale),
    },
    log,
    readiness: { database: () => database.tx(async (manager) => void (await manager.query('SELECT 1'))) },
  };
}

function createWorker(
  parts: IssuerParts,
  stores: IssuerStores,
  { keyStore, outgoing, trustFile, log }: { keyStore: KeyStore; outgoing: Outgoing; trustFile: TrustFile; log: Log },
): OutboxWorker {
  const { config, clock, random, database, outbox, tenants } = parts;
  const { organisationKeys, vault } = keyStore;
  const anchor = createStatusAnchoring({
    ledger: createHttpLedger({ baseUrl: config.cooperativeUrl, fetch: responseFetch(outgoing.fetch) }),
    genesis: trustFile.genesis,
    ledgerSigner: (did) => organisationKeys.signer(did, 'ledger'),
    random,
  });
  const publication = createStatusPublication(tenants, {
    ...stores,
    unitOfWork: database,
    statusBits: new StatusBitsCache(stores.statusLists),
    flip: (tenantId, listId, flips) => stores.waitingDecisions.flip(tenantId, listId, flips),
    issuingKeys: parts.issuingKeys,
    anchor,
    host:
      config.statusHost === 'issuer' ? hostOwnStatusLists(stores.ownStatusLists) : putToStatusProvider(outgoing.fetch),
    statusListTtlSeconds: config.statusListTtlSeconds,
    clock,
    random,
  });
  const revocation = revocationParts(parts, stores);
  const erasure = createErasureFinish(vault, database, (subject) => revokeForErasure(subject, revocation));
  const release = createDecisionRelease({
    ...stores,
    ...{ unitOfWork: database, clock, random, publishSoon: listPublishing(parts) },
    ...config,
  });
  const maxDelayMilliseconds = config.statusPublishIntervalSeconds * 1000;
  const untilDone = { firstDelayMilliseconds: 250, maxDelayMilliseconds, maxAgeMilliseconds: 100 * YEAR };
  return new OutboxWorker({
    database,
    outbox,
    handlers: {
      [PUBLISH_STATUS_LIST]: publication,
      [RELEASE_DECISIONS]: release,
      [SUBJECT_ERASED_KIND]: erasure,
    },
    // A revocation is never given up, nor does it wait longer than a list that nothing happened to.
    policies: { [PUBLISH_STATUS_LIST]: untilDone, [RELEASE_DECISIONS]: untilDone },
    clock,
    report: (failure) => log.warn(failure, 'an outbox row failed'),
  });
}

/** What runs by itself: status lists signed anew, key epochs, forgetting. @returns a function that stops it */
async function startTimers(parts: IssuerParts, stores: IssuerStores, log: Log): Promise<() => void> {
  const { config, tenants, database, outbox, organisationKeys, vault, clock } = parts;
  const { statusLists, openLists } = stores;
  const publishAll = async () => {
    for (const tenant of tenants.all) {
      await database.tx(async (manager) => {
        const lists = await statusLists.all(tenant.slug);
        for (const bits of widthsOf(tenant)) {
          if (newestOf(lists, bits) !== undefined) continue;
          lists.push(await beginStatusList(tenant.slug, bits, lists, { statusLists, clock, ...config }));
        }
        for (const list of lists) {
          if (!isOver(list, lists, clock())) await publishAnew(outbox, manager, tenant.slug, list.listId);
        }
      });
      await openLists.refresh(tenant.slug);
    }
  };
  await publishAll();
  await parts.certificateWatch.look();
  const tidy = async () => {
    await stores.oneTimeValues.forgetExpired(clock());
    await stores.authorizations.forgetExpired(clock() - HOUR);
    await stores.deferredIssuances.forgetExpired(clock());
    await stores.grants.forgetExpired(clock() - 24 * HOUR);
    await stores.signInFailures.forgetExpired(clock());
    await stores.signIns.forgetExpired(clock());
    await stores.identityRequests.forgetExpired(clock());
    await stores.shownIdentities.forgetExpired(clock());
    await parts.listedStatusLists.refresh();
    await forgetStatusPlaces(
      tenants.all.map(({ slug }) => slug),
      { ...stores, ...config, clock },
    );
    await forgetOldProblems(stores.imports, vault, clock());
    await vault.rotateEpochIfDue();
    await organisationKeys.rotation.destroyFollowed(secondsOf(clock) - DAY_SECONDS);
    await parts.certificateWatch.look();
  };
  const every = (milliseconds: number, work: () => Promise<unknown>) =>
    setInterval(() => {
      work().catch((error: unknown) => log.error({ error: describeError(error) }, 'a timer failed'));
    }, milliseconds).unref();
  const timers = [every(config.statusPublishIntervalSeconds * 1000, publishAll), every(HOUR / 12, tidy)];
  return () => timers.forEach((timer) => clearInterval(timer));
}

/** The guarded fetch as the ledger's client wants it. */
function responseFetch(fetch: GuardedFetch) {
  return async (url: string, request: RequestInit): Promise<Response> => {
    const { status, bytes } = await fetch(url, {
      method: request.method === 'POST' ? 'POST' : 'GET',
      ...(request.headers === undefined ? {} : { headers: request.headers as Record<string, string> }),
      ...(typeof request.body === 'string' ? { body: request.body } : {}),
    });
    return new Response(bytes.slice(), { status });
  };
}
