import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataUseContract } from '#ledger';
import { platformRandom, type JsonObject } from '#primitives';
import type { DatabaseUnderTest } from '../../../test/environment/databases.js';
import { digestOf } from '../../../anchoring/contract/test/founded-cooperative.js';
import { startVerifier, type RunningVerifier } from '../src/start-verifier.js';
import { completeConfig, verifierConfigShape, type VerifierConfig } from '../src/verifier.config.js';
import { findPort, foundCooperative, VCT, type FictiveCooperative } from './fictive-cooperative.js';

export interface Setting {
  config: VerifierConfig;
  cooperative: FictiveCooperative;
  verifier: RunningVerifier;
  /** API keys by tenant. */
  keys: Record<'bank' | 'city' | 'sandbox', string>;
  /** Calls the management API. */
  call(
    tenant: 'bank' | 'city' | 'sandbox' | undefined,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: JsonObject }>;
  ask(
    tenant: 'bank' | 'city' | 'sandbox',
    wanted: unknown,
  ): Promise<{ id: string; walletLink: string; requestUri: string }>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const ADDRESS = {
  street_address: '12 bis rue des lilas imaginaires',
  postal_code: '59000',
  locality: 'Ville-Imaginaire',
};
export const BANK_QUESTION = { contract: 'bank-account-opening', addresses: [ADDRESS] };
/** Where the bank takes people back; nobody listens there. */
export const BANK_ORIGIN = 'http://localhost:4004';
export const CITY_QUESTION = { contract: 'city-resident-tariff' };

const SANDBOX = { slug: 'sandbox', name: 'Banque fictive (essais)', legalId: 'FR-banque', sandbox: true };

/** What a test needs beyond the usual. */
export interface SettingChanges {
  /** Of a tenant's configuration. */
  tenants?: Partial<Record<'bank' | 'city', JsonObject>>;
  contracts?: typeof contracts;
  /** Whether there is a third tenant, to try in. */
  sandbox?: boolean;
  /** That may be called besides the cooperative. */
  outgoingOrigins?: string[];
  /** Of the service's configuration, for the port that it will listen on. */
  settings?: (port: number) => JsonObject;
  /** One that believes the service's certificate. */
  fetch?: typeof globalThis.fetch;
}

/** The verifier with a bank and a city as its tenants, on a founded cooperative. */
export async function startSetting(database?: DatabaseUnderTest, changes: SettingChanges = {}): Promise<Setting> {
  const folder = await mkdtemp(join(tmpdir(), 'incola-verifier-data-'));
  const port = await findPort();
  const databaseUrl = await database?.freshUrl();
  const { fetch = globalThis.fetch } = changes;
  let config: VerifierConfig | undefined;
  const cooperative = await foundCooperative(
    (cooperativeUrl) => {
      const settings = verifierConfigShape.parse({
        ...{ publicUrl: `http://localhost:${port}`, port, cooperativeUrl, dataFolder: folder, logLevel: 'silent' },
        ...(databaseUrl === undefined ? {} : { databaseUrl }),
        outgoingOrigins: [cooperativeUrl, ...(changes.outgoingOrigins ?? [])],
        trustRefreshSeconds: 300,
        tenants: [
          {
            ...{ slug: 'bank', name: 'Banque fictive', legalId: 'FR-banque', pageReturnOrigins: [BANK_ORIGIN] },
            ...changes.tenants?.bank,
          },
          { slug: 'city', name: 'Ville fictive', legalId: 'FR-ville', ...changes.tenants?.city },
          ...(changes.sandbox === true ? [SANDBOX] : []),
        ],
        ...changes.settings?.(port),
      });
      return (config = completeConfig(settings, folder));
    },
    (didOf) => [...contracts(didOf), ...(changes.contracts?.(didOf) ?? [])],
  );
  if (config === undefined) throw new Error('the cooperative asked for the configuration');
  const settled = config;
  const clock = () => cooperative.time.now * 1000;
  const start = () => startVerifier(settled, { clock, random: platformRandom });
  let verifier = await start();
  await verifier.runDueWork();
  const call: Setting['call'] = async (tenant, method, path, body) => {
    const headers: Record<string, string> = {};
    if (tenant !== undefined) headers.authorization = `Bearer ${setting.keys[tenant]}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const init = { method, headers, ...(body === undefined ? {} : { body: text }) };
    const answer = await fetch(`${settled.publicUrl}/api/v1/${path}`, init);
    const read = await answer.text();
    return { status: answer.status, body: (read === '' ? {} : JSON.parse(read)) as JsonObject };
  };
  const keyOf = async (slug: string) => {
    const { code } = await verifier.createSetupLink(slug);
    return (await call(undefined, 'POST', 'setup', { code })).body.apiKey as string;
  };
  const setting: Setting = {
    ...{ config: settled, cooperative, call, keys: { bank: '', city: '', sandbox: '' } },
    get verifier() {
      return verifier;
    },
    async ask(tenant, wanted) {
      const { status, body } = await call(tenant, 'POST', 'verifications', wanted);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return body as { id: string; walletLink: string; requestUri: string };
    },
    async restart() {
      await verifier.close();
      verifier = await start();
      await verifier.runDueWork();
    },
    async close() {
      await verifier.close();
      await cooperative.close();
    },
  };
  const sandbox = changes.sandbox === true ? await keyOf('sandbox') : '';
  setting.keys = { bank: await keyOf('bank'), city: await keyOf('city'), sandbox };
  return setting;
}

const both = (text: string) => ({ en: text, fr: text });

function contracts(didOf: (slug: string) => string): Omit<DataUseContract, 'status'>[] {
  const common = {
    ...{ version: 1, title: both('Title'), recipients: [], maxEvidenceAgeDays: 90, priceCents: 40 },
    ...{ anchoredBeforeDecision: false, legalTextDigest: digestOf('legal text') },
    purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') },
  };
  const claim = (path: string[], maxValues = 0) => ({ vct: VCT, path, maxValues });
  return [
    {
      ...{ ...common, id: 'bank-account-opening', verifier: didOf('bank'), onWithdrawal: 'restrict' },
      ...{ legalBasis: { dpv: 'eu-gdpr:A6-1-c', words: both('Law') }, retentionDays: 1825 },
      claims: [claim(['address_canonical'], 3), claim(['evidence_date'])],
    },
    {
      ...{ ...common, id: 'city-resident-tariff', verifier: didOf('city'), onWithdrawal: 'erase' },
      ...{ legalBasis: { dpv: 'eu-gdpr:A6-1-a', words: both('Consent') }, retentionDays: 5 },
      claims: [
        claim(['address', 'locality']),
        claim(['resident_for_months_equal_or_over', '12']),
        claim(['evidence_date']),
      ],
    },
  ];
}
