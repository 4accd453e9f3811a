import { namesWithoutStatus, type CredentialType } from '#credential-types';
import { verifyWithNodeCrypto } from '#identity';
import {
  createHttpLedger,
  genesisDigest,
  LedgerFollower,
  type Ledger,
  type ProofVerifier,
  type TrustFile,
} from '#ledger';
import { isLoopback, type Clock, type RandomBytes } from '#primitives';
import {
  AccessTokens,
  ApiKeys,
  AuthorizationServer,
  CallLimit,
  MachineClients,
  SetupLinks,
} from '#service-kit/authentication';
import type { GuardedFetch } from '#service-kit/fetch';
import { IdempotentRequests } from '#service-kit/idempotency';
import type { Log } from '#service-kit/log';
import type { SmtpMailer } from '#service-kit/mail';
import type { Network } from '#service-kit/network';
import { Outbox, OutboxWorker } from '#service-kit/outbox';
import { Tenants } from '#service-kit/tenants';
import { anchorsOf } from '#trust';
import { createWebhookDelivery, WEBHOOK_KIND, WEBHOOK_RETRY_POLICY, Webhooks } from '#service-kit/webhooks';
import type { DataStores, KeyStore } from './adapters/typeorm/open-stores.js';
import { ANCHOR_KIND, type ClosingParts } from './anchoring/close-periods.js';
import { ANCHOR_RETRY_POLICY, createAnchorSubmission } from './anchoring/submit-anchor.js';
import type { AskingMember } from './organisations/asking-member.js';
import { TrustInputs } from './evidence/trust-inputs.js';
import { IssuerDocuments } from './trust-refresh/issuer-documents.js';
import { ledgerFetchOver } from './trust-refresh/ledger-fetch.js';
import { RefreshTrust } from './trust-refresh/refresh-trust.js';
import { TypeMetadataDocuments } from './trust-refresh/type-metadata-documents.js';
import type { Policies } from './policies/policies.js';
import { ListedStatusLists } from '#service-kit/trusted-entities';
import { registryWith, type Sandboxes } from './sandbox/sandboxes.js';
import type { TrustedLists } from './trusted-entities/read-trusted-lists.js';
import { composePages } from './start-pages.js';
import { SCOPES } from './start-setup.js';
import { SETTLEMENT_KIND, type ClosingSettlementParts } from './settlement/close-settlements.js';
import { createSettlementSubmission, SETTLEMENT_RETRY_POLICY } from './settlement/submit-settlement.js';
import type { VerifierConfig } from './verifier.config.js';
import type { VerifierParts } from './verifier.module.js';
import { createSubjectDestruction, DESTROY_SUBJECT_KIND } from './verifications/end-presentations.js';
import { VERIFICATION_EVENTS } from './verifications/verification-events.js';

const OUTGOING_LIMITS = { timeoutMilliseconds: 10_000, maxBytes: 16 * 1024 * 1024 };

export interface OpenedVerifier {
  config: VerifierConfig;
  trustFile: TrustFile;
  members: readonly AskingMember[];
  sandboxes: Sandboxes;
  credentialTypes: readonly CredentialType[];
  policies: Policies;
  trustedLists: TrustedLists;
  keyStore: KeyStore;
  data: DataStores;
  clock: Clock;
  random: RandomBytes;
  log: Log;
  network: Network;
  /** `undefined` where nothing is sent by e-mail. */
  mailer: SmtpMailer | undefined;
}

/** All objects of the service, made in the order in which they need each other; nothing runs yet. */
export function composeVerifier(opened: OpenedVerifier) {
  const { config, trustFile, members, keyStore, data, clock, random, log } = opened;
  const { publicUrl, policy } = config;
  const { database } = data;
  const outgoing = opened.network.outgoing({
    outgoingOrigins: [...config.outgoingOrigins, new URL(config.cooperativeUrl).origin],
    serviceIsLoopback: isLoopback(new URL(publicUrl)),
    ...OUTGOING_LIMITS,
  });
  const { fetch } = outgoing;
  const ledger = createHttpLedger({ baseUrl: config.cooperativeUrl, fetch: ledgerFetchOver(fetch) });
  const verifySignature = verifyWithNodeCrypto;
  // What cannot change is digested once, and not for each chain that is looked up.
  Object.freeze(trustFile.issuingRoots);
  const tenants = new Tenants(members);
  const blocks = data.trustedBlocksOf(genesisDigest(trustFile.genesis));
  const proofs = new LedgerFollower({ trustFile, blocks, verifySignature, clock });
  const trust = refreshOf(opened, { ledger, fetch, proofs });
  const { typeMetadata, issuerDocuments, knownOfTypes } = documentsOfOthers(opened, fetch);
  const { secretBox, vault, organisationKeys } = keyStore;
  const outbox = new Outbox(clock, random);
  const eventTypes = VERIFICATION_EVENTS;
  const webhooks = new Webhooks({ database, outbox, outgoing, secrets: secretBox, eventTypes, clock, random });
  const trustInputs = new TrustInputs(data.trustInputStore, clock);
  const services = { trustInputs, outbox, webhooks, vault, secretBox };
  const shared = { ...data, ...services, publicUrl, clock, random, verifySignature };
  const apiKeys = new ApiKeys(database, clock, random);
  const { credentialTypes, sandboxes } = opened;
  const asking = {
    ...{ ...shared, credentialTypes, policies: opened.policies, registry: registryWith(sandboxes, trust.registry) },
    requestLifetimeSeconds: config.requestLifetimeSeconds,
    walletAuthorizationEndpoint: config.walletAuthorizationEndpoint,
  };
  const setupLinks = new SetupLinks(database, apiKeys, clock, random);
  const pages = composePages(opened, { steps: asking, tenants, apiKeys, setupLinks });
  const responding = {
    ...{ ...shared, ...knownOfTypes, ...listsOfOthers(opened, fetch), trust, policy, sandboxes },
    policies: opened.policies,
    issuingRoots: trustFile.issuingRoots,
  };
  const parts: VerifierParts = {
    ...{ tenants, organisationKeys, apiKeys, setupLinks },
    access: accessForMachines(opened),
    idempotentRequests: new IdempotentRequests(database, secretBox, { clock, random }),
    asking,
    ...pages,
    responding,
    simulating: { sandboxes, hosting: pages.hosting, responding },
    ending: shared,
    reading: shared,
    proving: shared,
    withdrawing: shared,
    anchorPeriodSeconds: trustFile.genesis.parameters.anchorPeriodSeconds,
  };
  const { genesis } = trustFile;
  const closing: ClosingParts = { ...shared, parameters: genesis.parameters };
  const settling: ClosingSettlementParts = {
    ...{ ...shared, ledger, genesis, proofs, considered: new Map() },
    report: (code) => log.warn({ settlementCode: code }, 'a settlement could not be closed'),
  };
  const worker = createWorker(opened, { outbox, ledger, tenants, fetch });
  return { parts, trust, trustInputs, typeMetadata, issuerDocuments, closing, settling, worker, outgoing };
}

/** The registry, status lists and names of the log, as a timer keeps them. */
function refreshOf(
  opened: OpenedVerifier,
  tools: { ledger: Ledger; fetch: GuardedFetch; proofs: ProofVerifier },
): RefreshTrust {
  const { config, trustFile, members, sandboxes, data, clock, random, log } = opened;
  return new RefreshTrust({
    ...{ ...tools, trustFile, clock, random, logNames: data.logNames, verifySignature: verifyWithNodeCrypto },
    cooperativeUrl: config.cooperativeUrl,
    tenants: members.map(({ did }) => did).filter((did) => !sandboxes.has(did)),
    report: (code) => log.warn({ refreshCode: code }, 'trust refresh incomplete'),
  });
}

/** Issuers that are no members, and their status lists. */
function listsOfOthers({ trustedLists, clock, log }: OpenedVerifier, fetch: GuardedFetch) {
  const listedStatusLists = new ListedStatusLists({
    ...{ fetch, clock, verifySignature: verifyWithNodeCrypto, anchors: anchorsOf([...trustedLists.values()].flat()) },
    report: (code) => log.warn({ refreshCode: code }, 'a status list of a trusted entity not refreshed'),
  });
  return { trustedLists, listedStatusLists };
}

/** Who calls the management API without a person. */
function accessForMachines({ config, data, clock, random }: OpenedVerifier): VerifierParts['access'] {
  const authorizationServer = new AuthorizationServer(config.publicUrl, SCOPES);
  return {
    authorizationServer,
    accessTokens: new AccessTokens(data.database, authorizationServer.issuer, { clock, random }),
    machineClients: new MachineClients(data.database, clock, random),
    callLimit: new CallLimit(config.callsPerMinute, clock),
  };
}

/** What is fetched by a timer besides the registry, and what verification reads of it. */
function documentsOfOthers({ config, credentialTypes, trustedLists, log }: OpenedVerifier, fetch: GuardedFetch) {
  const typeMetadata = new TypeMetadataDocuments(credentialTypes, {
    ...{ cooperativeUrl: config.cooperativeUrl, fetch },
    report: (code) => log.warn({ refreshCode: code }, 'type metadata not refreshed'),
  });
  const issuerDocuments = new IssuerDocuments({
    fetch,
    listedDids: [...trustedLists.values()].flat().map(({ id }) => id),
    w3cTypes: new Set(credentialTypes.flatMap(({ w3c }) => (w3c === undefined ? [] : [w3c.type]))),
    report: (code) => log.warn({ refreshCode: code }, 'documents of issuers not refreshed'),
  });
  const knownOfTypes = {
    typesWithoutStatus: namesWithoutStatus(credentialTypes),
    typeMetadata: (vct: string) => typeMetadata.of(vct),
    issuerKey: (keyId: string) => issuerDocuments.keyOf(keyId),
  };
  return { typeMetadata, issuerDocuments, knownOfTypes };
}

/** What is decided in a request and done after it. */
function createWorker(
  { config, trustFile, keyStore, data, clock, random, log }: OpenedVerifier,
  tools: { outbox: Outbox; ledger: Ledger; tenants: Tenants<AskingMember>; fetch: GuardedFetch },
): OutboxWorker {
  const { secretBox, vault } = keyStore;
  const { database } = data;
  const submitting = { ...data, ...tools, genesis: trustFile.genesis, random, cooperativeUrl: config.cooperativeUrl };
  return new OutboxWorker({
    ...{ database, outbox: tools.outbox, clock },
    handlers: {
      [WEBHOOK_KIND]: createWebhookDelivery({ database, fetch: tools.fetch, secrets: secretBox, clock }),
      [ANCHOR_KIND]: createAnchorSubmission(submitting),
      [SETTLEMENT_KIND]: createSettlementSubmission(submitting),
      [DESTROY_SUBJECT_KIND]: createSubjectDestruction(vault, database),
    },
    policies: {
      [WEBHOOK_KIND]: WEBHOOK_RETRY_POLICY,
      [ANCHOR_KIND]: ANCHOR_RETRY_POLICY,
      [SETTLEMENT_KIND]: SETTLEMENT_RETRY_POLICY,
    },
    report: ({ kind, attempts, code: failure, givenUp }) =>
      log.warn({ kind, attempts, failure, givenUp }, 'outbox row failed'),
  });
}

export type ComposedVerifier = ReturnType<typeof composeVerifier>;
