import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataUseContract } from '#ledger';
import { digestOf, START } from '../../anchoring/contract/test/founded-cooperative.js';
import { PageBrowser } from '../../apps/verifier/test/page-browser.js';
import { startSetting, type Setting } from '../../apps/verifier/test/running-verifier.js';
import { makeTlsCertificate } from '../environment/tls-certificate.js';
import { fetchTrusting } from './fetch-trusting.js';
import { PID_DOCTYPE, PID_VCT } from './pid-credentials.js';
import { startPidProvider, type PidProvider } from './pid-provider.js';

const CONTRACT = 'pid-identification';
const LIST = 'providers.json';
export const CLAIMS = {
  'dc+sd-jwt': ['given_name', 'nationalities', 'place_of_birth'],
  mso_mdoc: ['given_name', 'family_name'],
} as const;
export type Format = keyof typeof CLAIMS;

/** The verifier as docs/conformance.md sets it up, and a provider whose credentials its list names. */
export interface VerifierScene {
  setting: Setting;
  provider: PidProvider;
  fetch: typeof fetch;
  now(): number;
  /** A page that a browser has opened, and its link for another wallet on this device. */
  openPage(format: Format): Promise<{ id: string; url: string; browser: PageBrowser; link: string }>;
  close(): Promise<void>;
}

/** @param tenant of the bank's configuration */
export async function startVerifierScene(tenant: Record<string, string> = {}): Promise<VerifierScene> {
  const folder = mkdtempSync(join(tmpdir(), 'incola-verifier-conformance-'));
  const { certificate, certificateFile, keyFile } = await makeTlsCertificate(folder);
  const fetch = fetchTrusting(certificate);
  const begun: { setting?: Setting } = {};
  const now = () => begun.setting?.cooperative.time.now ?? START;
  const provider = await startPidProvider(now);
  writeFileSync(join(folder, LIST), JSON.stringify(listOf(provider, START)));
  const setting = await startSetting(undefined, {
    tenants: { bank: { ...tenant, trustedEntities: [join(folder, LIST)] } },
    contracts: (didOf) => [contractOf(didOf('bank'))],
    outgoingOrigins: [provider.origin],
    settings: (port) => ({ publicUrl: `https://localhost:${port}`, tls: { certificateFile, keyFile } }),
    fetch,
  });
  begun.setting = setting;
  return {
    ...{ setting, provider, fetch, now },
    async openPage(format) {
      const wanted = { contract: CONTRACT, dcql: queryOf(format), delivery: { method: 'page', devices: 'same' } };
      const { status, body } = await setting.call('bank', 'POST', 'verifications', wanted);
      if (status !== 201) throw new Error(JSON.stringify(body));
      const { pageUrl } = body as { pageUrl: string };
      const browser = new PageBrowser(fetch);
      const shown = await browser.follow(await browser.get(pageUrl));
      const hrefs = [...shown.text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
      const link = hrefs.find((href) => href.startsWith('openid4vp:'));
      if (link === undefined) throw new Error(`no link for another wallet: ${shown.text}`);
      return { id: body.id as string, url: pageUrl.split('?')[0] as string, browser, link };
    },
    async close() {
      await setting.close();
      await provider.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function queryOf(format: Format) {
  if (format === 'mso_mdoc') {
    const claims = CLAIMS[format].map((name) => ({ path: [PID_DOCTYPE, name] }));
    return { credentials: [{ id: 'pid', format, meta: { doctype_value: PID_DOCTYPE }, claims }] };
  }
  const claims = CLAIMS[format].map((name) => ({ path: [name] }));
  return { credentials: [{ id: 'pid', format, meta: { vct_values: [PID_VCT] }, claims }] };
}

/** Whom the verifier believes beside the members, in the form of `trustedEntities`. */
function listOf({ origin, root }: PidProvider, now: number) {
  const from = new Date((now - 86_400) * 1000).toISOString();
  const entity = { id: origin, name: 'Fournisseur fictif', types: [PID_VCT, PID_DOCTYPE], anchors: [root], from };
  return {
    format: 'incola-trusted-entities',
    version: 1,
    list: 'own',
    entities: [{ ...entity, status: 'if_present' }],
  };
}

const both = (text: string) => ({ en: text, fr: text });

function contractOf(verifier: string): Omit<DataUseContract, 'status'> {
  return {
    ...{ id: CONTRACT, version: 1, verifier, title: both('Identification'), recipients: [], maxEvidenceAgeDays: 90 },
    ...{ priceCents: 0, anchoredBeforeDecision: false, legalTextDigest: digestOf('legal text'), retentionDays: 5 },
    purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') },
    ...{ onWithdrawal: 'erase', legalBasis: { dpv: 'eu-gdpr:A6-1-a', words: both('Consent') } },
    claims: [
      ...CLAIMS['dc+sd-jwt'].map((name) => ({ vct: PID_VCT, path: [name], maxValues: 0 })),
      ...CLAIMS.mso_mdoc.map((name) => ({ vct: PID_DOCTYPE, path: [PID_DOCTYPE, name], maxValues: 0 })),
    ],
  };
}
