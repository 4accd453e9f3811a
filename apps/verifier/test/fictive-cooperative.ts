import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLedger, SqliteLedgerStorage } from '#anchoring/embedded';
import type { PublishedLedger } from '#anchoring/log';
import { createCertificateRequest, createRoot, issueLeaf, type Enrolment } from '#identity';
import {
  createLedgerTransactionBody,
  genesisDigest,
  parseLedgerTransaction,
  signLedgerTransaction,
  type DataUseContract,
  type Genesis,
  type LedgerPayloads,
  type LedgerTransaction,
  type LedgerTransactionKind,
  type TrustFile,
} from '#ledger';
import { issueMdoc, type MdocToIssue } from '#mdoc';
import { encodeBase64url, jwkThumbprint, platformRandom, type JsonObject, type PublicJwk } from '#primitives';
import { issueSdJwtVc } from '#sd-jwt-vc';
import { statusListDigest } from '#status-list';
import { compressStatuses, createStatuses, createStatusListJwt, setStatus } from '#status-list/server';
import { keyDigest, readCertificate } from '#trust';
import {
  cosigners,
  es256Signer,
  foundedGenesis,
  logSigner,
  memberRecord,
  people,
  START,
} from '../../../anchoring/contract/test/founded-cooperative.js';
import { startFounding } from '../src/start-founding.js';
import type { VerifierConfig } from '../src/verifier.config.js';

export const VCT = 'urn:incola:residency:1';
/** Has no status: each credential is shown once, and lives briefly. */
export const AGE_VCT = 'urn:incola:age:1';
/** The same as an mdoc. */
export const AGE_DOCUMENT = 'eu.europa.ec.av.1';
const DAY = 86_400;
const water = es256Signer('water issuing');

/** A cooperative of one process: real ledger, real certificates, real HTTP; its clock stands until a test moves it. */
export interface FictiveCooperative {
  url: string;
  ledger: PublishedLedger;
  trustFile: TrustFile;
  /** Seconds since the epoch. */
  time: { now: number };
  /** Paths that were asked for. */
  asked: string[];
  /** Answers nothing while it is away. */
  away: boolean;
  submit<Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind]): Promise<void>;
  issue(holderKey: PublicJwk, claims: JsonObject, change?: { index?: number; vct?: string }): Promise<string>;
  issueMdoc(deviceKey: PublicJwk, document: Pick<MdocToIssue, 'docType' | 'nameSpaces'>): Promise<string>;
  /** Publishes and anchors the next version of the status list. */
  publish(revoked?: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

export async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Founds a cooperative with the verifier's tenants; writes trust file and certificates where the configuration says. */
export async function foundCooperative(
  configure: (cooperativeUrl: string) => VerifierConfig,
  contracts: (did: (slug: string) => string) => Omit<DataUseContract, 'status'>[],
): Promise<FictiveCooperative> {
  const time = { now: START };
  const state = { asked: [] as string[], away: false, list: { version: 0, token: '' } };
  const server = createServer((request, response) => {
    void answer(request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
      () => response.writeHead(500).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const config = configure(url);
  const clock = () => time.now * 1000;
  const founding = await startFounding(config, { clock, random: platformRandom });
  const folder = await mkdtemp(join(tmpdir(), 'incola-verifier-'));
  const enrolments = await readEnrolments(await founding.enrol(folder));
  const certificates = await makeCertificates(enrolments);
  const bank = enrolments[0] as Enrolment;
  const genesis = foundedGenesis({
    founders: [memberRecord('water'), memberRecord('residents'), recordOf(bank)],
  });
  const ledger = await openEmbeddedLedger({
    genesis,
    storage: new SqliteLedgerStorage(':memory:'),
    signers: { log: logSigner, cosigners },
    clock,
    report: (problem) => {
      throw problem;
    },
  });
  const trustFile: TrustFile = {
    format: 'incola-trust',
    version: 1,
    genesis,
    issuingRoots: [certificates.issuingRoot],
    accessRoots: [certificates.accessRoot],
  };
  await writeFile(config.trustFile, JSON.stringify(trustFile));
  const leaves = Object.fromEntries(Object.entries(certificates.access).map(([did, access]) => [did, { access }]));
  const certificatesFile = { format: 'incola-certificates', version: 1, certificates: leaves };
  await writeFile(config.certificatesFile, JSON.stringify(certificatesFile));

  async function submit<Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind]): Promise<void> {
    const file = join(folder, 'founding.json');
    const endorsers = genesis.founders.map(({ did }) => did);
    const ours = isWatersOwn(kind) ? (['water'] as const) : (['water', 'residents'] as const);
    const unsigned = createLedgerTransactionBody(kind, payload, contextOf(genesis, (await ledger.head()).height));
    const signers = ours.map((person) => ({ member: people[person].did, signer: people[person].signer }));
    let transaction = (await signLedgerTransaction(unsigned, signers)) as LedgerTransaction;
    if (!isWatersOwn(kind)) {
      const content = { format: 'incola-founding', version: 1, endorsers, ledgerTransactions: [transaction] };
      await writeFile(file, JSON.stringify(content));
      await founding.endorse(file);
      const endorsed = JSON.parse(await readFile(file, 'utf8')) as { ledgerTransactions: LedgerTransaction[] };
      transaction = endorsed.ledgerTransactions[0] as LedgerTransaction;
    }
    const outcome = await ledger.submit(transaction);
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    state.asked.push(pathname);
    if (state.away) return { status: 503, body: '' };
    const found = (value: unknown) => ({ status: 200, body: JSON.stringify(value) });
    if (pathname === '/status-lists/water/1') return { status: 200, body: state.list.token };
    if (pathname === '/api/v1/ledger/height') return found(await ledger.head());
    if (pathname === '/api/v1/ledger/entries') {
      const { size, leaves: page } = await ledger.entries(Number(searchParams.get('start')), 256);
      return found({ size, leaves: page.map(encodeBase64url) });
    }
    if (pathname === '/api/v1/ledger/proofs/state') return found(await ledger.proveState(searchParams.getAll('key')));
    if (pathname.startsWith('/api/v1/ledger/proofs/history/')) {
      const proof = await ledger.proveHistory(decodeURIComponent(pathname.split('/').at(-1) ?? ''));
      return proof === undefined ? { status: 404, body: '{}' } : found(proof);
    }
    if (pathname === '/api/v1/ledger/transactions') {
      let body = '';
      for await (const part of request) body += String(part);
      return found(await ledger.submit(parseLedgerTransaction(body)));
    }
    return { status: 404, body: '{}' };
  }

  const uri = `${url}/status-lists/water/1`;
  const term = { from: START - 1000, until: null };
  for (const enrolment of enrolments.slice(1)) {
    const { status: _status, admittedAt: _admittedAt, ...member } = recordOf(enrolment);
    await submit('admit_member', { member });
  }
  for (const { did } of enrolments) {
    const digest = keyDigest(readCertificate(certificates.access[did] ?? '').publicJwk);
    await submit('register_verifier', { verifier: { member: did, keys: [{ digest, ...term }] } });
  }
  const digest = keyDigest(water.publicJwk);
  const mayIssue = [VCT, AGE_VCT, AGE_DOCUMENT].map((vct) => ({ vct, ...term }));
  await submit('accredit_issuer', {
    issuer: {
      member: people.water.did,
      keys: [{ digest, ...term }],
      mayIssue,
      statusListPrefix: `${url}/status-lists/water/`,
    },
  });
  const didOf = (slug: string) => enrolments.find(({ did }) => did.endsWith(`:${slug}`))?.did ?? '';
  for (const contract of contracts(didOf)) await submit('adopt_contract', { contract });

  const cooperative: FictiveCooperative = {
    ...{ url, ledger, trustFile, time, asked: state.asked, submit },
    get away() {
      return state.away;
    },
    set away(value) {
      state.away = value;
    },
    issue: (holderKey, claims, { index = 5, vct = VCT } = {}) =>
      issueSdJwtVc(
        {
          ...{ vct, claims, holderKey, x5c: [certificates.issuing] },
          ...(vct === AGE_VCT ? {} : { status: { idx: index, uri } }),
          issuedAt: time.now - (time.now % DAY),
          expiresAt: time.now - (time.now % DAY) + 14 * DAY,
        },
        { signer: water, random: platformRandom },
      ),
    issueMdoc: (deviceKey, document) => {
      const times = { issuedAt: time.now - (time.now % DAY), expiresAt: time.now + 14 * DAY };
      const tools = { signer: water, random: platformRandom };
      return issueMdoc({ ...document, ...times, deviceKey, x5c: [certificates.issuing] }, tools);
    },
    async publish(revoked = []) {
      const statuses = createStatuses(1024, 1);
      for (const index of revoked) setStatus(statuses, 1, index, 1);
      const list = { uri, bits: 1 as const, statuses, version: ++state.list.version };
      const times = { issuedAt: time.now, expiresAt: time.now + DAY, ttl: 3600 };
      const compressed = await compressStatuses(statuses);
      state.list.token = await createStatusListJwt({
        ...list,
        ...times,
        compressed,
        x5c: [certificates.issuing],
        signer: water,
      });
      const issuer = people.water.did;
      const anchor = { member: issuer, uri, version: list.version, digest: statusListDigest({ issuer, ...list }) };
      await submit('anchor_status', { anchor });
    },
    async close() {
      await founding.close();
      await ledger.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  await cooperative.publish();
  return cooperative;
}

/** What the utility signs alone. */
function isWatersOwn(kind: LedgerTransactionKind): boolean {
  return kind === 'anchor_status' || kind === 'rotate_leaf_key';
}

function contextOf(genesis: Genesis, height: number) {
  return { genesis: genesisDigest(genesis), contractVersion: 1, random: platformRandom, expiryHeight: height + 500 };
}

function recordOf({ did, name, legalId, ledgerKey }: Enrolment) {
  const { kid: _kid, ...publicJwk } = ledgerKey;
  const key = { id: jwkThumbprint(ledgerKey), suite: 'ES256' as const, publicJwk, from: START - 1000, until: null };
  const college = 'service_providers' as const;
  return { did, name, legalId, college, status: 'active' as const, admittedAt: START - 1000, keys: [key] };
}

async function readEnrolments(files: readonly string[]): Promise<Enrolment[]> {
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as Enrolment));
}

async function makeCertificates(enrolments: readonly Enrolment[]) {
  const signers = { issuing: es256Signer('issuing root'), access: es256Signer('access root') };
  const organisation = { name: 'Coopérative fictive', legalId: 'FR-fictive' };
  const common = { notBefore: START - 1000, days: 365, random: platformRandom };
  const issuingRoot = await createRoot({ ...common, signer: signers.issuing, purpose: 'issuing', organisation });
  const accessRoot = await createRoot({ ...common, signer: signers.access, purpose: 'access', organisation });
  const leafFor = (
    purpose: 'issuing' | 'access',
    certificate: string,
    request: string,
    member: Omit<Enrolment, never>,
  ) =>
    issueLeaf({
      ...{ ...common, days: 300, request, purpose, organisation: member, dnsNames: ['localhost'] },
      root: { certificate, signer: signers[purpose] },
    });
  const access: Record<string, string> = {};
  for (const enrolment of enrolments) {
    const request = enrolment.certificateRequests.access ?? '';
    access[enrolment.did] = await leafFor('access', accessRoot, request, enrolment);
  }
  const waterMember = { did: people.water.did, name: 'Eau fictive', legalId: 'FR-eau' };
  const request = await createCertificateRequest(water, waterMember);
  const issuing = await leafFor('issuing', issuingRoot, request, waterMember as Enrolment);
  return { issuingRoot, accessRoot, access, issuing };
}
