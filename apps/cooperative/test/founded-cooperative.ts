import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEnrolment, didWebOf, type OrganisationKeys } from '#identity';
import { createHttpLedger, type LedgerSigner, type LedgerTransaction, type TrustFile } from '#ledger';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { openKeyStore, type KeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { completeConfig, cooperativeConfigShape, type CooperativeConfig } from '../src/cooperative.config.js';
import { readJsonFile, writeJsonFile } from '#service-kit/files';
import { endorseFoundingFile, readFoundingFile } from '#service-kit/organisations';
import { startCooperative, type CooperativeService } from '../src/start-cooperative.js';
import { startFounding } from '../src/start-founding.js';
import { freePorts } from '../../../test/environment/free-ports.mjs';

export const VCT = 'urn:incola:residency:1';
export const UTILITY = didWebOf('http://localhost:4001/eaux-du-val');
export const BANK = didWebOf('http://localhost:4002/banque-du-val');
export const CITY = didWebOf('http://localhost:4002/ville-du-val');

const text = (words: string) => ({ en: words, fr: words });

function planFor(association: string) {
  return {
    members: [
      { did: association, college: 'citizens', founder: true },
      { did: UTILITY, college: 'data_providers', founder: true },
      { did: BANK, college: 'service_providers', founder: true },
      { did: CITY, college: 'service_providers', founder: false },
    ],
    issuers: [{ did: UTILITY, mayIssue: [VCT], statusListSlug: 'eaux-du-val' }],
    verifiers: [{ did: BANK }, { did: CITY }],
    contracts: [
      {
        id: 'bank-account-opening',
        version: 1,
        verifier: BANK,
        title: text('Opening an account'),
        purpose: { dpv: 'dpv:CustomerOnboarding', words: text('Opening an account') },
        legalBasis: { dpv: 'eu-gdpr:A6-1-c', words: text('Legal obligation') },
        onWithdrawal: 'restrict',
        claims: [{ vct: VCT, path: ['address_canonical'], maxValues: 3 }],
        recipients: [],
        retentionDays: 365,
        maxEvidenceAgeDays: 90,
        priceCents: 50,
        anchoredBeforeDecision: false,
        legalTextDigest: 'A'.repeat(43),
      },
    ],
  };
}

/** A cooperative with a utility, a bank and a city, founded as the commands do it. */
export interface FoundedCooperative {
  config: CooperativeConfig;
  trustFile: TrustFile;
  certificates: Record<string, { issuing?: string; access?: string }>;
  /** The keys of the organisations that are not the cooperative's. */
  keys: OrganisationKeys;
  /** Endorsed by every founder, and not yet sent. */
  founding: LedgerTransaction[];
  association: string;
  signers(...dids: string[]): Promise<LedgerSigner[]>;
  close(): Promise<void>;
}

export async function foundInFolder(clock: () => number, databaseUrl?: string): Promise<FoundedCooperative> {
  const folder = await mkdtemp(join(tmpdir(), 'incola-cooperative-'));
  const [port = 0] = await freePorts(1);
  const settings = cooperativeConfigShape.parse({
    publicUrl: `http://localhost:${port}`,
    port,
    dataFolder: folder,
    databaseUrl,
    logLevel: 'silent',
    tenants: [{ slug: 'habitants', name: 'Association fictive des habitants', legalId: 'W000000001' }],
  });
  const config = completeConfig(settings, folder);
  const others = await openKeyStore(
    { keyStoreUrl: 'sqlite::memory:', masterKeyFile: join(folder, 'others.key') },
    { clock, random: platformRandom },
  );
  const enrolments = join(folder, 'enrolments');
  await enrolOthers(others, enrolments);
  const commands = await startFounding(config, { clock, random: platformRandom });
  await commands.enrol(enrolments);
  const association = didWebOf(`${config.publicUrl}/habitants`);
  await writeFile(join(folder, 'plan.json'), JSON.stringify(planFor(association)));
  const made = await commands.found(join(folder, 'plan.json'), enrolments);
  const file = join(made, 'founding.json');
  await commands.endorse(file);
  await commands.close();
  const signers = (...dids: string[]) =>
    Promise.all(
      dids.map(async (member) => ({ member, signer: await others.organisationKeys.signer(member, 'ledger') })),
    );
  await endorseFoundingFile(file, [{ did: UTILITY }, { did: BANK }], others.organisationKeys);
  const endorsed = readFoundingFile(await readJsonFile(file));
  const certificates = (await readJsonFile(join(made, 'certificates.json'))) as { certificates: object };
  return {
    config,
    association,
    trustFile: (await readJsonFile(join(made, 'trust.json'))) as unknown as TrustFile,
    certificates: certificates.certificates as FoundedCooperative['certificates'],
    keys: others.organisationKeys,
    founding: endorsed.ledgerTransactions,
    signers,
    close: () => others.close(),
  };
}

export function start(founded: FoundedCooperative, clock: () => number): Promise<CooperativeService> {
  const log = createLog({ service: 'cooperative', level: 'silent' });
  return startCooperative(founded.config, { clock, random: platformRandom, log });
}

export async function sendFounding(founded: FoundedCooperative): Promise<string[]> {
  const ledger = createHttpLedger({ baseUrl: founded.config.publicUrl, fetch });
  const outcomes: string[] = [];
  for (const one of founded.founding) {
    const outcome = await ledger.submit(one);
    outcomes.push(outcome.outcome === 'refused' ? outcome.code : outcome.outcome);
  }
  return outcomes;
}

async function enrolOthers(others: KeyStore, folder: string): Promise<void> {
  const organisations = [
    { did: UTILITY, name: 'Eaux du Val (fictive)', legalId: '000000001', uses: ['issuing'] },
    { did: BANK, name: 'Banque du Val (fictive)', legalId: '000000002', uses: ['access'] },
    { did: CITY, name: 'Ville du Val (fictive)', legalId: '000000003', uses: ['access'] },
  ] as const;
  for (const [place, { uses, ...organisation }] of organisations.entries()) {
    const enrolment = await createEnrolment(others.organisationKeys, organisation, uses);
    await writeJsonFile(join(folder, `other-${place}.enrolment.json`), enrolment);
  }
}
