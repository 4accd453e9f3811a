import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEnrolment, createRoot, generatePrivateBytes, issueLeaf, openSigningKey, signerOver } from '#identity';
import {
  COLLEGES,
  COSIGNATURE,
  formatVerifierKey,
  NOTE_SIGNATURE,
  type LedgerTransaction,
  type TrustFile,
} from '#ledger';
import { decodeBase64url, encodeBase64url, jwkThumbprint, platformRandom, systemClock } from '#primitives';
import type { StatementHooks } from '#service-kit/database';
import { createLog } from '#service-kit/log';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { writeJsonFile } from '#service-kit/files';
import { completeConfig, issuerConfigShape, type IssuerConfig } from '../src/issuer.config.js';
import { startIssuer, type IssuerService } from '../src/start-issuer.js';
import { ownOrganisations } from '#service-kit/organisations';
import { HEADER } from './intake-fixture.js';
import { freePorts } from '../../../test/environment/free-ports.mjs';

const log = createLog({ service: 'test', level: 'silent' });

/** A status provider and ledger that keep what they are sent: the issuer's peers, seen from the wire. */
export interface Peers {
  url: string;
  /** Newest status list tokens by path. */
  tokens: Map<string, string>;
  cwts: Map<string, Uint8Array>;
  ledgerTransactions: LedgerTransaction[];
  /** Status list tokens in JWT format taken. */
  puts: number;
  /** While set, every call is answered with it. */
  failWith: number | undefined;
  close(): Promise<void>;
}

export interface IssuerUnderTest {
  url: string;
  config: IssuerConfig;
  peers: Peers;
  issuingRoot: string;
  service: IssuerService;
  /** Milliseconds by which the issuer's clock is ahead of the machine's. */
  clock: { ahead: number; now(): number };
  apiKeys: Record<string, string>;
  /** Imports the customers' rows and returns the record of one. */
  importCustomer(tenant: string, row: string, customerNumber: string, header?: string): Promise<string>;
  manage(tenant: string, method: string, path: string, body?: unknown): Promise<Response>;
  restart(): Promise<void>;
  /** Where `service` was closed. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export const TENANTS = [
  { slug: 'eaux-fictives', name: 'Eaux Fictives', legalId: 'FICTIF-1' },
  { slug: 'gaz-fictif', name: 'Gaz Fictif', legalId: 'FICTIF-2' },
];

/** Founds two tenants without a cooperative's process, and starts their issuer over HTTP. */
export async function startIssuerUnderTest(
  options: {
    databaseUrl?: string;
    statementHooks?: StatementHooks;
    changes?: Partial<IssuerConfig>;
    /** Beside the peers'. */
    outgoingOrigins?: readonly string[];
    /** Where the issuer serves TLS: one that believes its certificate. */
    fetch?: typeof fetch;
  } = {},
): Promise<IssuerUnderTest> {
  const { fetch = globalThis.fetch } = options;
  const folder = await mkdtemp(join(tmpdir(), 'incola-issuer-'));
  const peers = await startPeers();
  const clock = { ahead: 0, now: () => systemClock() + clock.ahead };
  const [port = 0] = await freePorts(1);
  const settings = issuerConfigShape.parse({
    publicUrl: `http://localhost:${port}`,
    port,
    dataFolder: folder,
    cooperativeUrl: peers.url,
    outgoingOrigins: [peers.url, ...(options.outgoingOrigins ?? [])],
    logLevel: 'silent',
    tenants: TENANTS,
    ...options.changes,
  });
  const config = {
    ...completeConfig(settings, folder),
    ...(options.databaseUrl && { databaseUrl: options.databaseUrl }),
  };
  const issuingRoot = await found(config, clock.now);
  const ambient = { clock: clock.now, random: platformRandom, log, statementHooks: options.statementHooks ?? {} };
  const first = await startIssuer(config, ambient);
  const apiKeys: Record<string, string> = {};
  for (const { tenantId, code } of first.setupLinks) {
    const answer = await fetch(`${config.publicUrl}/api/v1/setup`, json('POST', { code }));
    apiKeys[tenantId] = ((await answer.json()) as { apiKey: string }).apiKey;
  }
  const manage = (tenant: string, method: string, path: string, body?: unknown) =>
    fetch(`${config.publicUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKeys[tenant]}`,
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const underTest: IssuerUnderTest = {
    url: config.publicUrl,
    ...{ config, peers, issuingRoot, clock, apiKeys, manage },
    service: first,
    importCustomer: async (tenant, row, customerNumber, header = HEADER) => {
      await manage(tenant, 'POST', '/imports', `${header}\n${row}`);
      const found = await manage(tenant, 'POST', '/subject-records/search', { customerNumber });
      return ((await found.json()) as { items: { id: string }[] }).items[0]?.id as string;
    },
    restart: async () => {
      await underTest.service.close();
      await underTest.start();
    },
    start: async () => {
      underTest.service = await startIssuer(config, ambient);
    },
    close: async () => {
      await underTest.service.close();
      await peers.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return underTest;
}

export function json(method: string, body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function found(config: IssuerConfig, clock: () => number): Promise<string> {
  const keyStore = await openKeyStore(config, { clock, random: platformRandom });
  const notBefore = Math.floor(clock() / 1000) - 60;
  const random = platformRandom;
  const authority = signerOver(openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', random)));
  const organisation = { name: 'Coopérative fictive', legalId: 'FICTIF-0' };
  const root = await createRoot({ signer: authority, purpose: 'issuing', organisation, notBefore, days: 30, random });
  const certificates: Record<string, { issuing: string }> = {};
  for (const { slug: _slug, ...named } of ownOrganisations(config)) {
    const { certificateRequests } = await createEnrolment(keyStore.organisationKeys, named, ['issuing']);
    const issuing = await issueLeaf({
      request: certificateRequests.issuing as string,
      root: { certificate: root, signer: authority },
      ...{ purpose: 'issuing', organisation: named, dnsNames: ['localhost'], notBefore, days: 30, random },
    });
    certificates[named.did] = { issuing };
  }
  await keyStore.close();
  await writeJsonFile(config.certificatesFile, { format: 'incola-certificates', version: 1, certificates });
  await writeJsonFile(config.trustFile, trustFileOf(root));
  return root;
}

/** A genesis that nobody runs: the issuer needs its digest and parameters only. */
function trustFileOf(issuingRoot: string): TrustFile {
  const key = (type: 'Ed25519' | 'Secp256r1') =>
    openSigningKey(type, generatePrivateBytes(type, platformRandom)).publicJwk;
  const noteKey = (name: string, type: typeof NOTE_SIGNATURE | typeof COSIGNATURE) =>
    formatVerifierKey(name, type, decodeBase64url(key('Ed25519').x));
  const origin = 'ledger.example/incola';
  return {
    format: 'incola-trust',
    version: 1,
    genesis: {
      format: 'incola-genesis',
      version: 1,
      origin,
      createdAt: 1_700_000_000,
      parameters: {
        contractVersion: 1,
        suites: ['ES256', 'Ed25519'],
        anchorPeriodSeconds: 900,
        maxAnchorAgePeriods: 4,
        maxProofAgeSeconds: 900,
        maxExpiryBlocks: 1000,
        operators: 'single',
      },
      founders: COLLEGES.map((college) => {
        const publicJwk = key('Secp256r1');
        return {
          did: `did:web:${college.replace('_', '-')}.example`,
          ...{ name: college, legalId: `FICTIF-${college}`, college, status: 'active', admittedAt: 1_700_000_000 },
          keys: [{ id: jwkThumbprint(publicJwk), suite: 'ES256', publicJwk, from: 1_700_000_000, until: null }],
        };
      }),
      logVerifierKey: noteKey(origin, NOTE_SIGNATURE),
      cosigners: COLLEGES.map((college) => ({ college, verifierKey: noteKey(`${origin}/${college}`, COSIGNATURE) })),
      contractCodeDigest: encodeBase64url(new Uint8Array(32)),
    },
    issuingRoots: [issuingRoot],
    accessRoots: [],
  };
}

async function startPeers(): Promise<Peers> {
  const tokens = new Map<string, string>();
  const cwts = new Map<string, Uint8Array>();
  const ledgerTransactions: LedgerTransaction[] = [];
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const answer = (status: number, value?: unknown) =>
        response.writeHead(status).end(value === undefined ? '' : JSON.stringify(value));
      if (peers.failWith !== undefined) answer(peers.failWith);
      else if (request.method === 'PUT') {
        const path = request.url as string;
        if (request.headers['content-type'] === 'application/statuslist+cwt') {
          cwts.set(path, new Uint8Array(Buffer.concat(chunks)));
        } else {
          tokens.set(path, body);
          peers.puts++;
        }
        answer(204);
      } else if (request.method === 'GET' && tokens.has(request.url as string)) {
        response
          .writeHead(200, { 'content-type': 'application/statuslist+jwt' })
          .end(tokens.get(request.url as string));
      } else if (request.method === 'GET') answer(200, { height: 1, contractVersion: 1, maxExpiryBlocks: 1000 });
      else {
        ledgerTransactions.push(JSON.parse(body) as LedgerTransaction);
        answer(200, { outcome: 'accepted', id: 'x', height: 1, index: 0 });
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peers: Peers = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    ...{ tokens, cwts, ledgerTransactions, puts: 0, failWith: undefined },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return peers;
}
