import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { didWebOf } from '#identity';
import {
  createHttpLedger,
  parseTrustFile,
  readLedgerTransaction,
  type Ledger,
  type LedgerFetch,
  type TrustFile,
} from '#ledger';
import { assertOurs, platformRandom, type Clock, type JsonValue, type RandomBytes } from '#primitives';
import { createLog, type Log } from '#service-kit/log';
import type { Network } from '#service-kit/network';
import * as cooperativeApp from '../../apps/cooperative/src/cooperative.config.js';
import { startCooperative, type CooperativeService } from '../../apps/cooperative/src/start-cooperative.js';
import { startFounding } from '../../apps/cooperative/src/start-founding.js';
import { startFounding as startIssuerFounding } from '../../apps/issuer/src/start-founding.js';
import * as issuerApp from '../../apps/issuer/src/issuer.config.js';
import { startFounding as startVerifierFounding } from '../../apps/verifier/src/start-founding.js';
import * as verifierApp from '../../apps/verifier/src/verifier.config.js';
import { MovableClock } from './movable-clock.js';
import { freePorts } from '../environment/free-ports.mjs';

const root = join(import.meta.dirname, '..', '..');
export const UTILITY = { slug: 'eaux-fictives', name: 'Eaux Fictives', legalId: 'FICTIF-1' };
export const BANK = { slug: 'banque-fictive', name: 'Banque Fictive', legalId: 'FICTIF-2' };
export const CITY = { slug: 'ville-fictive', name: 'Ville Fictive', legalId: 'FICTIF-3' };
const CITIZENS = { slug: 'habitants-fictifs', name: 'Habitants fictifs', legalId: 'FICTIF-4' };
/** Longer than a step takes, so that a period ends when the test says so. */
export const ANCHOR_PERIOD_SECONDS = 300;
/** Timers that no test waits for. */
const SELDOM_SECONDS = 40_000;

/** A founded cooperative, its ledger running; issuer and verifier are started by who asks for them. */
export interface SmallCooperative {
  folder: string;
  clock: MovableClock;
  trustFile: TrustFile;
  cooperative: CooperativeService;
  cooperativeConfig: cooperativeApp.CooperativeConfig;
  ledger: Ledger;
  /** The configuration with all of the service's own files in another folder. */
  issuerConfig(dataFolder?: string): issuerApp.IssuerConfig;
  verifierConfig(dataFolder?: string): verifierApp.VerifierConfig;
  cooperativeConfigIn(dataFolder: string): cooperativeApp.CooperativeConfig;
  close(): Promise<void>;
}

export interface FoundingOptions {
  logLevel?: 'silent' | 'debug';
  /** The cooperative's. */
  log?: Log;
  anchorPeriodSeconds?: number;
  clock?: MovableClock;
  /** What a simulation brings instead of the platform's. */
  platform?: { random: RandomBytes; network: Network; fetch: LedgerFetch; ports: readonly number[] };
  /** Settings of the issuer, parameters of the genesis. */
  issuer?: object;
  parameters?: object;
}

/** Founds a cooperative of a utility, a bank, a city and citizens by what the services' own commands do. */
export async function foundSmallCooperative(options: FoundingOptions = {}): Promise<SmallCooperative> {
  const clock = options.clock ?? new MovableClock();
  const folder = await mkdtemp(join(tmpdir(), 'incola-small-cooperative-'));
  const configs = await configurations(folder, options);
  const { cooperative: cooperativeConfigIn, issuer, verifier } = configs;
  const cooperativeConfig = cooperativeConfigIn();
  const { random = platformRandom, network, fetch: call = fetch } = options.platform ?? {};
  const { anchorPeriodSeconds = ANCHOR_PERIOD_SECONDS } = options;
  const parts = { clock: clock.now, random };
  await found(configs, folder, parts, { anchorPeriodSeconds, ...options.parameters });
  const trustFile = parseTrustFile(await readFile(join(cooperativeConfig.foundingFolder, 'trust.json'), 'utf8'));
  const log = options.log ?? createLog({ service: 'cooperative', level: 'silent' });
  const cooperative = await startCooperative(cooperativeConfig, { ...parts, log, ...(network && { network }) });
  const ledger = createHttpLedger({ baseUrl: cooperativeConfig.publicUrl, fetch: call });
  const founding = await readFile(join(cooperativeConfig.foundingFolder, 'founding.json'), 'utf8');
  for (const value of (JSON.parse(founding) as { ledgerTransactions: JsonValue[] }).ledgerTransactions) {
    const { outcome } = await ledger.submit(readLedgerTransaction(value));
    assertOurs(outcome === 'accepted', 'founding is accepted');
  }
  return {
    ...{ folder, clock, trustFile, cooperative, cooperativeConfig, cooperativeConfigIn, ledger },
    issuerConfig: issuer,
    verifierConfig: verifier,
    close: () => cooperative.close(),
  };
}

async function configurations(folder: string, { logLevel = 'silent', platform, issuer = {} }: FoundingOptions) {
  const [cooperativePort, issuerPort, verifierPort] = platform?.ports ?? (await freePorts(3));
  const cooperativeUrl = `http://localhost:${cooperativePort}`;
  const foundingFolder = join(folder, 'founding');
  const shared = { logLevel, cooperativeUrl, outgoingOrigins: [cooperativeUrl] };
  const files = {
    trustFile: join(foundingFolder, 'trust.json'),
    certificatesFile: join(foundingFolder, 'certificates.json'),
  };
  return {
    cooperative: (dataFolder = join(folder, 'cooperative')) =>
      cooperativeApp.completeConfig(
        cooperativeApp.cooperativeConfigShape.parse({
          ...{ publicUrl: cooperativeUrl, port: cooperativePort, foundingFolder, logLevel, tenants: [CITIZENS] },
          dataFolder,
        }),
        root,
      ),
    issuer: (dataFolder = join(folder, 'issuer')) =>
      issuerApp.completeConfig(
        issuerApp.issuerConfigShape.parse({
          ...{ ...shared, ...files, publicUrl: `http://localhost:${issuerPort}`, port: issuerPort, dataFolder },
          ...{ tenants: [UTILITY], statusListSize: 4096, statusPublishIntervalSeconds: SELDOM_SECONDS },
          ...{ statusListTtlSeconds: 2 * SELDOM_SECONDS, revocationCohortSeconds: 30, ...issuer },
        }),
        root,
      ),
    verifier: (dataFolder = join(folder, 'verifier')) =>
      verifierApp.completeConfig(
        verifierApp.verifierConfigShape.parse({
          ...{ ...shared, ...files, publicUrl: `http://localhost:${verifierPort}`, port: verifierPort, dataFolder },
          tenants: [BANK, CITY],
        }),
        root,
      ),
  };
}

type Configurations = Awaited<ReturnType<typeof configurations>>;

async function found(
  { cooperative, issuer, verifier }: Configurations,
  folder: string,
  parts: { clock: Clock; random: RandomBytes },
  parameters: object,
): Promise<void> {
  const enrolments = join(folder, 'enrolments');
  const commands = [
    await startFounding(cooperative(), parts),
    await startVerifierFounding(verifier(), parts),
    await startIssuerFounding(issuer(), parts),
  ] as const;
  try {
    for (const { enrol } of commands) await enrol(enrolments);
    const plan = await planFor(cooperative().publicUrl, issuer().publicUrl, verifier().publicUrl);
    const agreed = { ...plan.parameters, ...parameters };
    await writeFile(join(folder, 'plan.json'), JSON.stringify({ ...plan, parameters: agreed }));
    await commands[0].found(join(folder, 'plan.json'), enrolments);
    for (const { endorse } of commands) await endorse(join(cooperative().foundingFolder, 'founding.json'));
  } finally {
    for (const { close } of commands) await close();
  }
}

async function planFor(cooperativeUrl: string, issuerUrl: string, verifierUrl: string) {
  const utility = didWebOf(`${issuerUrl}/${UTILITY.slug}`);
  const bank = didWebOf(`${verifierUrl}/${BANK.slug}`);
  const city = didWebOf(`${verifierUrl}/${CITY.slug}`);
  return {
    members: [
      { did: didWebOf(`${cooperativeUrl}/${CITIZENS.slug}`), college: 'citizens', founder: true },
      { did: utility, college: 'data_providers', founder: true },
      { did: bank, college: 'service_providers', founder: true },
      { did: city, college: 'service_providers', founder: false },
    ],
    issuers: [{ did: utility, mayIssue: ['urn:incola:residency:1'], statusListSlug: UTILITY.slug }],
    verifiers: [{ did: bank }, { did: city }],
    contracts: await contracts({ '{bank}': bank, '{city}': city }),
    // The clock is put forward by hours, and proofs made before must still be good.
    parameters: { maxAnchorAgePeriods: 10_000 },
  };
}

async function contracts(members: Readonly<Record<string, string>>): Promise<unknown[]> {
  const folder = join(root, 'schemas', 'data-use-contracts');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const contract = JSON.parse(await readFile(join(folder, file), 'utf8')) as { verifier: string };
      return { ...contract, verifier: members[contract.verifier] };
    }),
  );
}
