import { readFile } from 'node:fs/promises';
import { parseTrustFile, type TrustFile } from '#ledger';
import { outage, secondsOf, type Clock, type RandomBytes } from '#primitives';
import type { StatementHooks } from '#service-kit/database';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog, describeError, type Log } from '#service-kit/log';
import { openMailer } from '#service-kit/mail';
import { platformNetwork, type Network } from '#service-kit/network';
import { openDataStores, openKeyStore } from './adapters/typeorm/open-stores.js';
import { closePeriods } from './anchoring/close-periods.js';
import { composeVerifier, type ComposedVerifier, type OpenedVerifier } from './start-composition.js';
import { repeatWork } from './repeat-work.js';
import { closeSettlement } from './settlement/close-settlements.js';
import type { VerifierConfig } from './verifier.config.js';
import { createSetupLink, type SetupRole } from './start-setup.js';
import { openTenants } from './start-tenants.js';
import { endPages } from './hosted-pages/end-pages.js';
import { endRecords } from './openid-provider/end-records.js';
import { consoleRefusal } from './console/console-refusals.messages.js';
import { brandOf } from './start-pages.js';
import { isPagePath, isPublicPath } from './page-paths.js';
import { Policies } from './policies/policies.js';
import { readCredentialTypes, readPolicies } from '#service-kit/schemas';
import { verifierApi } from './verifier-api.js';
import { VERIFIER_ERRORS } from './verifier-errors.js';
import { VerifierModule } from './verifier.module.js';
import { readTrustedLists } from './trusted-entities/read-trusted-lists.js';
import { endPresentations } from './verifications/end-presentations.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const RESPONSE_LIMIT_BYTES = 320 * 1024;
/** Where wallets' answers come in, which may be as large. */
const RESPONSE_ROUTES = new Set(['/:tenant/responses/:id', '/:tenant/verify/:id/digital-credentials']);
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

export interface VerifierPartsGiven {
  clock: Clock;
  random: RandomBytes;
  log?: Log;
  /** For fault tests. */
  statementHooks?: StatementHooks;
  /** For simulations; sockets where nothing is said. */
  network?: Network;
}

export interface RunningVerifier {
  /** Where it listens; not the public URL. */
  url: string;
  /** A one-time link for a tenant's first API key: `{publicUrl}/setup#{code}`. */
  createSetupLink(slug: string, role?: SetupRole): Promise<{ link: string; code: string }>;
  /** Tenants nobody has set up yet. */
  tenantsWithoutKey(): Promise<string[]>;
  /** Does now what timers and outbox would do by and by: trust, anchors, endings, deliveries. */
  runDueWork(): Promise<void>;
  /** Takes no new requests, ends what runs, closes the databases. */
  close(): Promise<void>;
}

/**
 * Starts the verifier. It needs what founding wrote, and neither ledger nor issuers: those may come later.
 * @throws `trust_file_missing`, `certificates_missing` and the like (outages)
 */
export async function startVerifier(config: VerifierConfig, given: VerifierPartsGiven): Promise<RunningVerifier> {
  const log = given.log ?? createLog({ service: 'verifier', level: config.logLevel });
  const trustFile = await readTrustFile(config.trustFile);
  const keyStore = await openKeyStore(config, given);
  const closers: (() => Promise<unknown> | void)[] = [() => keyStore.close()];
  try {
    const { clock, random } = given;
    const data = await openDataStores(config, given.statementHooks);
    closers.unshift(() => data.database.close());
    const network = given.network ?? platformNetwork;
    const credentialTypes = await readCredentialTypes(config.schemasFolder);
    const { members, sandboxes } = await openTenants(config, { keyStore, credentialTypes, clock, random });
    const trustedLists = await readTrustedLists(config.tenants);
    const policies = new Policies(await readPolicies(config.schemasFolder, credentialTypes));
    const read = { config, trustFile, members, sandboxes, credentialTypes, policies, trustedLists };
    const mailer = await openMailer(config.mail, { publicUrl: config.publicUrl });
    const opened = { ...read, keyStore, data, clock, random, log, network, mailer };
    const composed = composeVerifier(opened);
    closers.unshift(() => composed.outgoing.close());
    await composed.parts.openid.providers.open();
    const service = await serve(opened, composed);
    closers.unshift(() => service.close());
    const stop = startWork(opened, composed);
    closers.splice(1, 0, stop);
    // Streams that stay open would keep the service from closing.
    closers.unshift(() => composed.parts.streams.close());
    return running(service, opened, composed, () => closeAll(closers));
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

function serve({ config, data, log, network }: OpenedVerifier, { parts }: ComposedVerifier): Promise<HttpService> {
  const { host, port, metricsPort, publicUrl } = config;
  return createHttpService({
    module: VerifierModule.with(parts),
    publicUrl,
    listen: { host, port },
    tls: config.tls,
    network,
    metricsListen: metricsPort === undefined ? undefined : { host, port: metricsPort },
    bodyLimitBytes: BODY_LIMIT_BYTES,
    bodyLimitOf: (_method, route) => (RESPONSE_ROUTES.has(route) ? RESPONSE_LIMIT_BYTES : undefined),
    publicCors: isPublicPath,
    errors: VERIFIER_ERRORS,
    pages: {
      paths: isPagePath,
      brand: brandOf(parts.tenants),
      homeOf: () => '/verifications',
      sentenceOf: consoleRefusal,
    },
    openApi: verifierApi(),
    log,
    readiness: {
      database: async () => {
        await data.database.tx(async () => undefined);
      },
    },
  });
}

function startWork({ config, keyStore, clock, log }: OpenedVerifier, composed: ComposedVerifier): () => Promise<void> {
  const { typeMetadata, worker, parts } = composed;
  const refreshTrust = () => refreshAll(composed, clock);
  void refreshTrust();
  void typeMetadata.refresh();
  worker.start();
  const stop = repeatWork(
    [
      { everyMilliseconds: config.trustRefreshSeconds * SECOND, work: refreshTrust },
      { everyMilliseconds: config.trustRefreshSeconds * SECOND, work: () => typeMetadata.refresh() },
      { everyMilliseconds: SECOND, work: (stopping) => anchor(composed, stopping) },
      { everyMilliseconds: SECOND, work: () => settle(composed) },
      { everyMilliseconds: 30 * SECOND, work: () => endDue(parts) },
      { everyMilliseconds: HOUR, work: () => composed.trustInputs.collect() },
      { everyMilliseconds: HOUR, work: () => parts.asking.vault.rotateEpochIfDue() },
      { everyMilliseconds: HOUR, work: () => keyStore.organisationKeys.rotation.destroyFollowed(aDayAgo(clock)) },
    ],
    (error) => log.error({ error: describeError(error) }, 'timed work failed'),
  );
  return async () => {
    await stop();
    await worker.stop();
  };
}

/** Until then an instance that was not started again may sign with a key that is followed. */
function aDayAgo(clock: Clock): number {
  return secondsOf(clock) - 86_400;
}

/** The registry first: it says whose documents are wanted. */
async function refreshAll({ trust, issuerDocuments, parts }: ComposedVerifier, clock: Clock): Promise<void> {
  await Promise.all([trust.refresh(), parts.responding.listedStatusLists.refresh()]);
  await issuerDocuments.refresh(trust.registry.snapshot.issuers, secondsOf(clock));
}

/** What ends by its time. */
async function endDue({ ending, hosting, screens, openid }: ComposedVerifier['parts']): Promise<void> {
  await endPresentations(ending);
  await endPages(hosting);
  await screens.screens.forgetEnded(screens.clock());
  await endRecords(openid.ending);
}

/** A tenant anchors from when the ledger knows it as a verifier. */
async function anchor({ parts, closing, trust }: ComposedVerifier, stopping?: AbortSignal): Promise<void> {
  for (const { slug, did } of parts.tenants.all) {
    const known = trust.registry.isRegistered(did) || (await closing.anchors.newestPeriod(slug)) !== undefined;
    if (known) await closePeriods(slug, closing, stopping);
  }
}

async function settle({ parts, settling }: ComposedVerifier): Promise<void> {
  const paying = parts.tenants.all.filter(({ did }) => !parts.simulating.sandboxes.has(did));
  for (const { slug } of paying) await closeSettlement(slug, settling);
}

function running(
  service: HttpService,
  { config, clock }: OpenedVerifier,
  composed: ComposedVerifier,
  close: () => Promise<void>,
): RunningVerifier {
  const { parts, worker } = composed;
  const { tenants, setupLinks, apiKeys } = parts;
  return {
    url: service.url,
    createSetupLink: (slug, role) => createSetupLink(config, setupLinks, slug, role),
    async tenantsWithoutKey() {
      const slugs = tenants.all.map(({ slug }) => slug);
      const has = await Promise.all(slugs.map((slug) => apiKeys.hasAny(slug)));
      return slugs.filter((_slug, index) => has[index] !== true);
    },
    async runDueWork() {
      await refreshAll(composed, clock);
      await composed.typeMetadata.refresh();
      await anchor(composed);
      await settle(composed);
      await endDue(parts);
      await composed.trustInputs.collect();
      await worker.drain();
    },
    close,
  };
}

async function closeAll(closers: readonly (() => Promise<unknown> | void)[]): Promise<void> {
  for (const close of closers) await close();
}

async function readTrustFile(file: string): Promise<TrustFile> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw outage('trust_file_missing', 'The trust file that founding writes cannot be read.', { cause });
  });
  return parseTrustFile(text);
}
