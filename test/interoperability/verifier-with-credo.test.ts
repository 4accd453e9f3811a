import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { DataUseContract } from '#ledger';
import type { JsonObject } from '#primitives';
import type { TrustedEntitiesFile } from '#service-kit/trusted-entities';
import { START } from '../../anchoring/contract/test/founded-cooperative.js';
import { startSetting, type Setting } from '../../apps/verifier/test/running-verifier.js';
import { CredoPresenter, FOREIGN_DOCTYPE, FOREIGN_VCT } from './credo-presenter.js';

const CONTRACT = 'foreign-identity';
/** All but the date. */
const REAL_TIMERS = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];
const sdJwtQuery = (claims: object[], more: object = {}) => ({
  credentials: [{ id: 'identity', format: 'dc+sd-jwt', meta: { vct_values: [FOREIGN_VCT] }, claims, ...more }],
});
const NAME = { path: ['given_name'] };
const OVER_18 = { path: ['age_equal_or_over', '18'] };

describe('our verifier with the holder of Credo 0.6.3, and credentials of a Credo issuer under a foreign anchor', () => {
  let setting: Setting;
  let credo: CredoPresenter;
  let stranger: CredoPresenter;

  beforeAll(async () => {
    // Credo reads the process's clock; the cooperative lives on a day of its own.
    jest.useFakeTimers({ now: START * 1000, doNotFake: REAL_TIMERS });
    [credo, stranger] = await Promise.all([CredoPresenter.start(), CredoPresenter.start()]);
    const file = join(mkdtempSync(join(tmpdir(), 'incola-foreign-')), 'entities.json');
    writeFileSync(file, JSON.stringify(listNaming(credo.issuingRoot)));
    setting = await startSetting(undefined, {
      tenants: { bank: { trustedEntities: [file] } },
      contracts: (didOf) => [foreignContract(didOf('bank'))],
    });
    const [accessRoot = ''] = setting.cooperative.trustFile.accessRoots;
    await Promise.all([credo, stranger].map((holder) => holder.receive(accessRoot)));
  }, 60_000);
  afterAll(async () => {
    await setting.close();
    await Promise.all([credo.stop(), stranger.stop()]);
    jest.useRealTimers();
  });

  const ask = (dcql: object) => setting.ask('bank', { contract: CONTRACT, dcql });
  const outcomeOf = async (id: string) => (await setting.call('bank', 'GET', `verifications/${id}`)).body;
  const failedIn = ({ verdicts }: JsonObject) =>
    (verdicts as { check: string; outcome: string; code: string }[])
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ check, code }) => `${check}: ${code}`);

  test('an SD-JWT VC shows what was asked and nothing else', async () => {
    const { id, walletLink } = await ask(sdJwtQuery([NAME, OVER_18]));
    const answer = await credo.present(walletLink);
    expect(answer).toMatchObject({ status: 200 });
    const outcome = await outcomeOf(id);
    expect(failedIn(outcome)).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'verified',
      answer: [{ vct: FOREIGN_VCT, claims: { given_name: 'Camille', age_equal_or_over: { 18: true } } }],
    });
    expect(JSON.stringify(outcome.answer)).not.toContain('Fictive');
  });

  test('an mdoc authenticates its device over our session transcript', async () => {
    const claims = [{ path: ['foreign.identity.1', 'age_over_18'] }];
    const meta = { doctype_value: FOREIGN_DOCTYPE };
    const { id, walletLink } = await ask({ credentials: [{ id: 'age', format: 'mso_mdoc', meta, claims }] });
    const { status } = await credo.present(walletLink);
    const outcome = await outcomeOf(id);
    expect(failedIn(outcome)).toEqual([]);
    expect(status).toBe(200);
    const answer = [{ vct: FOREIGN_DOCTYPE, claims: { 'foreign.identity.1': { age_over_18: true } } }];
    expect(outcome).toMatchObject({ status: 'verified', answer });
  });

  test('of two credentials either answers where the question says so', async () => {
    const [sdJwt] = sdJwtQuery([OVER_18]).credentials;
    const mdoc = {
      ...{ id: 'age', format: 'mso_mdoc', meta: { doctype_value: FOREIGN_DOCTYPE } },
      claims: [{ path: ['foreign.identity.1', 'age_over_18'] }],
    };
    const credential_sets = [{ options: [['age'], ['identity']] }];
    const { id, walletLink } = await ask({ credentials: [sdJwt, mdoc], credential_sets });
    expect(await credo.present(walletLink)).toMatchObject({ status: 200 });
    expect(await outcomeOf(id)).toMatchObject({ status: 'verified' });
  });

  test('is refused from an issuer that stands on no list, and says no more than that', async () => {
    const { id, walletLink } = await ask(sdJwtQuery([NAME]));
    const answer = await stranger.present(walletLink);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('chain');
    const outcome = await outcomeOf(id);
    expect(outcome.status).toBe('not_verified');
    expect(failedIn(outcome)).toEqual(['issuer-chain: chain_on_no_list']);
  });

  test('a second answer to the same request is refused', async () => {
    const { walletLink } = await ask(sdJwtQuery([NAME]));
    const again = await credo.resolve(walletLink);
    expect(await credo.present(walletLink)).toMatchObject({ status: 200 });
    expect((await credo.accept(again)).status).toBeGreaterThanOrEqual(400);
  });
});

function listNaming(anchor: string): TrustedEntitiesFile {
  const entity = {
    ...{ id: 'https://identity.example', name: 'Identité Fictive', types: [FOREIGN_VCT, FOREIGN_DOCTYPE] },
    ...{ anchors: [anchor], from: '2020-01-01T00:00:00Z', status: 'if_present' as const },
  };
  return { format: 'incola-trusted-entities', version: 1, list: 'own', entities: [entity] };
}

const both = (text: string) => ({ en: text, fr: text });

function foreignContract(verifier: string): Omit<DataUseContract, 'status'> {
  const claim = (vct: string, path: string[]) => ({ vct, path, maxValues: 0 });
  return {
    ...{ id: CONTRACT, version: 1, verifier, title: both('Title'), recipients: [], maxEvidenceAgeDays: 90 },
    ...{ priceCents: 40, anchoredBeforeDecision: false, legalTextDigest: 'A'.repeat(43), onWithdrawal: 'erase' },
    ...{ purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') }, retentionDays: 5 },
    legalBasis: { dpv: 'eu-gdpr:A6-1-a', words: both('Consent') },
    claims: [
      claim(FOREIGN_VCT, ['given_name']),
      claim(FOREIGN_VCT, ['age_equal_or_over', '18']),
      claim(FOREIGN_DOCTYPE, ['foreign.identity.1', 'age_over_18']),
    ],
  };
}
