import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { access, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createLedgerTransactionBody,
  genesisDigest,
  signLedgerTransaction,
  type LedgerPayloads,
  type LedgerSigner,
} from '#ledger';
import { platformRandom, type JsonObject } from '#primitives';
import { reportFindings } from '../../apps/issuer/src/doctor/report-findings.js';
import { loadIssuerConfig, type IssuerConfig } from '../../apps/issuer/src/issuer.config.js';
import { runDoctor } from '../../apps/issuer/src/start-doctor.js';
import { startFounding } from '../../apps/issuer/src/start-founding.js';
import { readJson, writeJson } from '../../apps/demonstration/src/founding/data-folder.js';
import { databasesUnderTest } from '../environment/databases.js';
import { foundTestCooperation, POWER, WATER, type TestCooperation } from './cooperation.js';

const DAY = 86_400;

describe('the doctor, who says why somebody would not trust the issuer,', () => {
  let cooperation: TestCooperation;
  let config: IssuerConfig;
  beforeAll(async () => {
    const [database] = databasesUnderTest();
    if (database === undefined) throw new Error('there is always a database');
    cooperation = await foundTestCooperation(database);
    config = loadIssuerConfig(cooperation.folder.configOf('issuer'), {});
    await cooperation.settle();
  }, 90_000);
  afterAll(() => cooperation?.close(), 30_000);

  async function examine(
    changes: Partial<IssuerConfig> = {},
    { seconds = 0, tenant = WATER }: { seconds?: number; tenant?: string | undefined } = {},
  ) {
    const clock = () => cooperation.clock() + seconds * 1000;
    const parts = { clock, random: platformRandom, tenant };
    const findings = await runDoctor(() => ({ ...config, ...changes }), parts);
    const { text, ok } = reportFindings(findings, 'en');
    const summary = JSON.parse(text.split('\n').at(-1) ?? '') as {
      ok: boolean;
      problems: string[];
      warnings: string[];
    };
    expect(summary.ok).toBe(ok);
    return { ...summary, text };
  }

  const inFolder = async (name: string, value: unknown) => {
    const file = join(cooperation.folder.root, name);
    await writeJson(file, value);
    return file;
  };

  /** What the founders of the three colleges can do. */
  async function suspend(slug: string): Promise<string> {
    const subject = { kind: 'issuer', id: cooperation.didOf(slug) } as const;
    return submit('set_status', { subject, status: 'suspended', sequence: 1 }, cooperation.stolen.founders);
  }

  async function submit<Kind extends 'set_status' | 'anchor_status'>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    signers: readonly LedgerSigner[],
  ): Promise<string> {
    const { genesis } = cooperation.trustFile;
    const body = createLedgerTransactionBody(kind, payload, {
      genesis: genesisDigest(genesis),
      contractVersion: genesis.parameters.contractVersion,
      random: platformRandom,
      expiryHeight: (await cooperation.cooperative.ledger.head()).height + 100,
    });
    return cooperation.submit(await signLedgerTransaction(body, signers));
  }

  test('finds nothing wrong with the demonstration, whose address is this machine’s', async () => {
    const { ok, problems, warnings, text } = await examine({}, { tenant: undefined });
    expect({ ok, problems, warnings }).toEqual({ ok: true, problems: [], warnings: ['address_local'] });
    for (const good of [
      'the issuing key is there',
      'is trusted',
      'in force',
      'recorded on the ledger',
      'agrees with',
    ]) {
      expect(text).toContain(good);
    }
  });

  test('knows the tenants, and refuses another', async () => {
    await expect(examine({}, { tenant: 'nobody' })).rejects.toMatchObject({ code: 'unknown_tenant' });
  });

  test('names a configuration that cannot be used, and founding files that are missing', async () => {
    const file = await inFolder('bad.json', { publicUrl: 'http://utility.example' });
    const findings = await runDoctor(() => loadIssuerConfig(file, {}), {
      clock: cooperation.clock,
      random: platformRandom,
    });
    expect(findings).toMatchObject([{ outcome: 'problem', code: 'configuration_invalid' }]);
    const { problems } = await examine({ certificatesFile: '/nowhere.json' });
    expect(problems).toEqual(['founding_files_missing']);
  });

  test.each<[code: string, changes: () => Promise<Partial<IssuerConfig>> | Partial<IssuerConfig>]>([
    ['data_unreachable', () => ({ databaseUrl: `sqlite:${config.trustFile}/data.sqlite` })],
    ['keys_unreadable', () => ({ keyStoreUrl: `sqlite:${config.trustFile}/keys.sqlite` })],
    [
      'certificate_missing',
      async () => ({
        certificatesFile: await inFolder('none.json', { format: 'incola-certificates', version: 1, certificates: {} }),
      }),
    ],
    [
      'certificate_of_another_key',
      async () => {
        const file = (await readJson(config.certificatesFile)) as { certificates: Record<string, JsonObject> };
        const certificates = { [cooperation.didOf(WATER)]: file.certificates[cooperation.didOf(POWER)] };
        return { certificatesFile: await inFolder('others.json', { ...file, certificates }) };
      },
    ],
    [
      'certificate_untrusted',
      async () => {
        const file = {
          ...((await readJson(config.trustFile)) as JsonObject),
          issuingRoots: cooperation.trustFile.accessRoots,
        };
        return { trustFile: await inFolder('other-trust.json', file) };
      },
    ],
    ['cooperative_not_listed', () => ({ outgoingOrigins: [] })],
    ['ledger_unreachable', () => ({ cooperativeUrl: 'http://localhost:9' })],
    ['wallet_root_unreadable', () => changeTenant({ walletProviderRoots: ['MAA='] })],
    ['haip_no_wallet_providers', () => changeTenant({ profiles: ['haip'] })],
    ['haip_no_clients', () => changeTenant({ profiles: ['base', 'haip'] })],
    [
      'haip_redirect_insecure',
      () =>
        changeTenant({
          profiles: ['haip'],
          clients: [{ clientId: 'w', redirectUris: ['http://wallet.example/'], authentication: 'none' }] as never,
        }),
    ],
    [
      'type_not_accredited',
      async () => {
        const schemasFolder = join(cooperation.folder.root, 'other-schemas');
        await cp(config.schemasFolder, schemasFolder, { recursive: true });
        const file = join(schemasFolder, 'credential-types', 'residency.json');
        await writeFile(
          file,
          (await readFile(file, 'utf8')).replaceAll('urn:incola:residency:1', 'urn:incola:residency:9'),
        );
        return { schemasFolder };
      },
    ],
    ['address_answers_otherwise', () => ({ publicUrl: `http://localhost:${cooperation.ports.verifier}` })],
    ['address_unreachable', () => ({ publicUrl: 'http://localhost:9' })],
    ['key_missing', () => ({ publicUrl: 'http://localhost:9' })],
  ])('names %s', async (code, changes) => {
    const { problems, text } = await examine(await changes());
    expect(problems).toContain(code);
    expect(text).toMatch(/PROBLEM .*\n +→ /);
  });

  const changeTenant = (changes: Partial<IssuerConfig['tenants'][number]>): Partial<IssuerConfig> => ({
    tenants: config.tenants.map((tenant) => (tenant.slug === WATER ? { ...tenant, ...changes } : tenant)),
  });

  test('warns of origins that are never matched or called', async () => {
    const outgoingOrigins = [...config.outgoingOrigins, 'https://hooks.example/path'];
    expect((await examine({ outgoingOrigins })).warnings).toContain('origin_malformed');
  });

  test('names a clock that is wrong, and lists that grew old', async () => {
    expect((await examine({}, { seconds: 300 })).problems).toContain('clock_differs');
    expect((await examine({}, { seconds: 3 * 3600 })).problems).toEqual(
      expect.arrayContaining(['clock_differs', 'ledger_stale', 'status_list_stale']),
    );
  });

  test('warns before a certificate ends, and says when it has', async () => {
    expect((await examine({}, { seconds: 340 * DAY })).warnings).toContain('certificate_ends_before_proofs');
    expect((await examine({}, { seconds: 400 * DAY })).problems).toContain('certificate_expired');
  });

  test('makes nothing where something is missing', async () => {
    const folder = join(cooperation.folder.root, 'empty');
    const { databaseUrl, keyStoreUrl } = {
      databaseUrl: `sqlite:${folder}/a.sqlite`,
      keyStoreUrl: `sqlite:${folder}/k.sqlite`,
    };
    const masterKeyFile = join(folder, 'master.key');
    const { problems } = await examine({ databaseUrl, keyStoreUrl, masterKeyFile });
    expect([...problems].sort()).toEqual(['data_unreachable', 'keys_unreadable']);
    await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('names a key that waits to follow, and a list that is not the one on the ledger', async () => {
    const commands = await startFounding(config, { clock: cooperation.clock, random: platformRandom });
    await commands.rotate(WATER, { out: cooperation.folder.root });
    await commands.close();
    expect((await examine()).warnings).toContain('rotation_unfinished');
    const member = cooperation.didOf(WATER);
    const uri = `${config.cooperativeUrl}/status-lists/${WATER}/1`;
    const digest = 'A'.repeat(43);
    const water = cooperation.stolen.founders.filter((founder) => founder.member === member);
    expect(await submit('anchor_status', { anchor: { member, uri, version: 1000, digest } }, water)).toBe('accepted');
    expect((await examine()).problems).toEqual(['status_list_diverges']);
  });

  test('names a suspended accreditation', async () => {
    expect(await suspend(POWER)).toBe('accepted');
    expect((await examine({}, { tenant: POWER })).problems).toEqual(['issuer_suspended']);
  });

  test('says what it found in French too', async () => {
    const findings = await runDoctor(() => config, { clock: cooperation.clock, random: platformRandom, tenant: WATER });
    expect(reportFindings(findings, 'fr').text).toContain('la clé d’émission est là et signe');
  });

  test('names a ledger and lists that cannot be reached, once for all tenants', async () => {
    await cooperation.cooperative.close();
    const { problems, text } = await examine({}, { tenant: undefined });
    expect([...problems].sort()).toEqual(['ledger_unreachable', 'status_list_unreachable']);
    expect(text.match(/public ledger cannot be reached/g)).toHaveLength(1);
  });
});
