import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { readCredentialTypes, readPolicies } from '#service-kit/schemas';
import { DEFAULT_POLICY } from '#verification';
import { readVerdictRecord } from '../src/evidence/sign-verdict-record.js';
import { limitsUnder, stateUnder } from '../src/policies/apply-policy.js';
import { VCT } from './fictive-cooperative.js';
import { ageContract, check, evidenceOf, others, presentAge } from './evidence-scene.js';
import { fetchRequest, HOME, postForm, presentationForm, type PresentationChanges } from './fictive-wallet.js';
import { policyContracts } from './policy-contracts.js';
import { PageBrowser } from './page-browser.js';
import { ADDRESS, startSetting, type Setting } from './running-verifier.js';

const EXPECTED = { givenName: 'Camille Anne', familyName: 'Fictive' };
const QUESTION = { contract: 'bank-by-name', policy: 'account-opening', addresses: [ADDRESS], expected: EXPECTED };
const STRICT = { ...QUESTION, policy: 'proof-of-address' };
const RESIDENT: JsonObject = {
  ...HOME,
  supply_type: 'water',
  resident_for_months_equal_or_over: { '3': true, '12': true },
};

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting(undefined, { contracts: (didOf) => [...policyContracts(didOf), ...ageContract(didOf)] });
}, 60_000);
afterAll(() => setting.close());

async function run(
  wanted: { contract: string } & JsonObject,
  changes: PresentationChanges = {},
  tenant: 'bank' | 'city' = 'bank',
) {
  const { id, walletLink } = await setting.ask(tenant, wanted);
  const request = await fetchRequest(walletLink, setting.cooperative.time.now);
  const form = await presentationForm(setting.cooperative, request, { claims: RESIDENT, ...changes });
  const answer = await postForm(request.payload.response_uri, form);
  const { body: view } = await setting.call(tenant, 'GET', `verifications/${id}`);
  return { id, request, answer, view };
}

async function refusalOf(wanted: unknown): Promise<unknown[]> {
  const { status, body } = await setting.call('bank', 'POST', 'verifications', wanted);
  return [status, body.code];
}

interface Shown {
  outcome: string;
  items: { rule: string; outcome: string; accepted: boolean; reason?: string; sentence?: { en: string } }[];
  rules?: JsonObject;
}
const assessmentOf = (view: JsonObject) => view.assessment as unknown as Shown;
const itemOf = (view: JsonObject, rule: string) => assessmentOf(view).items.find((item) => item.rule === rule);
const recordOf = (view: JsonObject) => readVerdictRecord(view.verdictRecord as string);

describe('A verification by a policy', () => {
  test('answers match instead of the name, and hands on what the policy shows and no more', async () => {
    const { answer, view, request } = await run(QUESTION);
    expect(answer.status).toBe(200);
    const asked = JSON.stringify(request.payload.dcql_query);
    expect(asked).toContain('given_name');
    expect(asked).not.toMatch(/Camille|Fictive/);
    expect(view).toMatchObject({ status: 'verified', policy: { id: 'account-opening', version: 1 } });
    expect(view.answer).toEqual([
      { vct: VCT, issuer: expect.stringMatching(/^did:/), claims: { evidence_date: '2026-05-20' } },
    ]);
    expect(assessmentOf(view)).toMatchObject({ outcome: 'met', rules: { name: 'match', address: 'match' } });
    expect(itemOf(view, 'name')).toMatchObject({ outcome: 'match', reason: 'first_given_name', accepted: true });
    expect(itemOf(view, 'name')?.sentence?.en).toContain('first given name');
    expect(JSON.stringify(view.assessment)).not.toMatch(/Camille|Fictive|LILAS/);
  });

  test('signs by which policy it was decided, with its digest, and no reason that tells how a name is written', async () => {
    const { view } = await run(QUESTION);
    const policies = await readPolicies('schemas', await readCredentialTypes('schemas'));
    const { id, version, digest } = policies.find((policy) => policy.id === 'account-opening') ?? {};
    const record = recordOf(view);
    expect(record.policy).toMatchObject({ id, version, digest, outcome: 'met' });
    expect(record.policy?.rules).toContainEqual({
      ...{ rule: 'name', need: 'residency', credentialQueryId: 'residency_0', outcome: 'match', accepted: true },
    });
    expect(JSON.stringify(record)).not.toContain('first_given_name');
  });

  test('is not verified for another person, says why, and keeps nothing of what was shown', async () => {
    const { answer, view, id } = await run(QUESTION, {
      claims: { ...RESIDENT, given_name: 'Sacha', family_name: 'Brenne' },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(JSON.stringify(answer.body)).not.toContain('name');
    expect(view).toMatchObject({ status: 'not_verified', decision: 'not_verified' });
    expect((view.verdicts as { outcome: string }[]).every(({ outcome }) => outcome !== 'failed')).toBe(true);
    expect(assessmentOf(view).outcome).toBe('not_met');
    expect(itemOf(view, 'name')).toMatchObject({ outcome: 'no_match', reason: 'names_differ', accepted: false });
    expect(itemOf(view, 'name')?.sentence?.en).toBe('Family name and given name differ.');
    expect(view.answer).toBeUndefined();
    expect(recordOf(view)).toMatchObject({ decision: 'not_verified', policy: { outcome: 'not_met' } });
    const redaction = await setting.call('bank', 'POST', `verifications/${id}/redaction`);
    expect(redaction.body.code).toBe('not_redactable');
  });

  test('takes a name in part as the policy says: one accepts an initial, another refuses it', async () => {
    const claims = { ...RESIDENT, given_name: 'C.' };
    const mild = await run(QUESTION, { claims });
    expect(mild.view).toMatchObject({ status: 'verified', assessment: { rules: { name: 'partial' } } });
    const strict = await run(STRICT, { claims });
    expect(strict.view.status).toBe('not_verified');
    expect(itemOf(strict.view, 'name')).toMatchObject({ outcome: 'partial', reason: 'initials', accepted: false });
    expect((await run(STRICT)).view).toMatchObject({ status: 'verified', assessment: { outcome: 'met' } });
  });

  test('asks for any of several utilities, and refuses one that has not supplied for long', async () => {
    const moved = { ...RESIDENT, resident_for_months_equal_or_over: { '3': false } };
    const { request, view } = await run(STRICT, { claims: moved });
    expect(request.payload.dcql_query.credential_sets).toEqual([
      { options: [['residency_0'], ['residency_1'], ['residency_2']] },
    ]);
    expect(itemOf(view, 'months')).toMatchObject({ outcome: 'no_match', reason: 'not_long_enough' });
  });

  test('says of another address that it is not confirmed, and nothing of the name', async () => {
    const elsewhere = { ...ADDRESS, street_address: '14 rue des lilas imaginaires' };
    const { view } = await run({ ...QUESTION, addresses: [elsewhere] });
    expect(view.status).toBe('not_verified');
    expect(assessmentOf(view).items).toEqual([
      expect.objectContaining({ rule: 'address', outcome: 'no_match', reason: 'not_confirmed' }),
    ]);
  });

  test('asks for no name under a contract that covers none, and says that none was compared', async () => {
    const { request, view } = await run({ ...QUESTION, contract: 'bank-without-name' });
    expect(JSON.stringify(request.payload.dcql_query)).not.toContain('name');
    expect(view).toMatchObject({
      status: 'verified',
      assessment: { outcome: 'met', rules: { name: 'not_available' } },
    });
  });

  test('gives the city municipality and postal code for a year of residence, and not the duration', async () => {
    const { view } = await run({ contract: 'city-tariff', policy: 'resident-tariff' }, {}, 'city');
    expect(view.answer).toMatchObject([
      { claims: { address: { locality: 'Ville-Imaginaire', postal_code: '59000' } } },
    ]);
    expect(JSON.stringify(view.answer)).not.toContain('resident_for');
    expect(view).toMatchObject({ assessment: { rules: { months: 'match' } } });
  });

  test('destroys expected name and reasons at redaction; the signed words stay', async () => {
    const { id, view } = await run(QUESTION);
    expect((await setting.call('bank', 'POST', `verifications/${id}/redaction`)).status).toBe(204);
    const { body: redacted } = await setting.call('bank', 'GET', `verifications/${id}`);
    expect(redacted).toMatchObject({ status: 'redacted', assessment: { outcome: 'met' } });
    expect(assessmentOf(redacted).rules).toBeUndefined();
    expect(itemOf(redacted, 'name')).toEqual({ ...itemOf(view, 'name'), reason: undefined, sentence: undefined });
    expect(JSON.stringify(redacted)).not.toContain('first_given_name');
  });

  test('has its mark in the evidence, which holds offline and names the policy, whether it was met or not', async () => {
    const met = await evidenceOf(setting, 'bank', (await run(QUESTION)).id);
    const report = await check(setting, met);
    expect([report.outcome, others(report)]).toEqual(['holds', ['ledger-proof: not_anchored_yet']]);
    expect(report.record?.policy).toMatchObject({ id: 'account-opening', outcome: 'met' });
    const { id } = await run(QUESTION, { claims: { ...RESIDENT, family_name: 'Brenne' } });
    const refused = await check(setting, await evidenceOf(setting, 'bank', id));
    expect(refused.record).toMatchObject({ decision: 'not_verified', policy: { outcome: 'not_met' } });
    expect(refused.outcome).toBe('holds');
  });

  test('takes an mdoc where the contract covers that alternative only, and hands on that it is so, and nothing else', async () => {
    const id = await presentAge(setting, 'city', { contract: 'age-at-the-door', policy: 'over-18' });
    const { body: view } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(view).toMatchObject({ status: 'verified', assessment: { outcome: 'met', rules: { age: 'match' } } });
    expect(view.answer).toMatchObject([{ vct: 'eu.europa.ec.av.1', claims: {} }]);
    expect(JSON.stringify(view.answer)).not.toContain('age_over');
  });

  test.each<[string, number, unknown]>([
    ['unknown_policy', 404, { ...QUESTION, policy: 'none' }],
    ['policy_not_covered', 422, { contract: 'bank-without-name', policy: 'over-18' }],
    ['policy_not_covered', 422, { ...STRICT, contract: 'bank-without-name' }],
    ['names_required', 422, { ...STRICT, expected: undefined }],
    ['addresses_required', 422, { ...QUESTION, addresses: undefined }],
    ['names_not_in_policy', 422, { contract: 'bank-by-name', policy: 'over-18', expected: EXPECTED }],
    ['expected_without_policy', 422, { ...QUESTION, policy: undefined }],
  ])('is refused with %s', async (code, status, wanted) => {
    expect(await refusalOf(wanted)).toEqual([status, code]);
  });

  test('takes a policy, a query or claims, never two of them', async () => {
    expect((await refusalOf({ ...QUESTION, claims: [['evidence_date']] }))[0]).toBe(400);
    expect((await refusalOf({ ...QUESTION, dcql: { credentials: [] } }))[0]).toBe(400);
  });
});

/** Runs with schemas of its own: the verifier is started anew with the changed file of a policy, and again as it was. */
async function withPolicyFile(change: (file: string) => Promise<void>, run: () => Promise<void>): Promise<void> {
  const { config } = setting;
  const before = config.schemasFolder;
  const folder = await mkdtemp(join(tmpdir(), 'incola-schemas-'));
  await cp('schemas', folder, { recursive: true });
  await change(join(folder, 'verification-policies', 'account-opening.json'));
  config.schemasFolder = folder;
  await setting.restart();
  try {
    await run();
  } finally {
    config.schemasFolder = before;
    await setting.restart();
  }
}

const replaceIn = (text: string, by: string) => async (file: string) =>
  writeFile(file, (await readFile(file, 'utf8')).replace(text, by));

describe('A clerk', () => {
  test('reads rule by rule, in either language, why a person was not verified by a policy', async () => {
    const { id, view } = await run(QUESTION, { claims: { ...RESIDENT, given_name: 'Sacha' } });
    expect(view.status).toBe('not_verified');
    const browser = new PageBrowser();
    const at = (path: string) => `${setting.config.publicUrl}${path}`;
    const form = new URLSearchParams({ accessKey: setting.keys.bank, next: '/verifications' });
    await browser.post(at('/sign-in'), form.toString());
    const { text } = await browser.get(at(`/verifications/${id}`), { 'accept-language': 'en' });
    expect(text).toContain('The given names differ.');
    expect(text).toContain('The policy “account-opening”, version 1, rule by rule');
    expect(text).not.toMatch(/Sacha|Camille/);
    const french = await browser.get(at(`/verifications/${id}`), { 'accept-language': 'fr' });
    expect(french.text).toContain('Les prénoms diffèrent.');
  });
});

describe('A policy that changes while its question is open', () => {
  test.each<[string, (file: string) => Promise<void>]>([
    ['has another version', replaceIn('"version": 1', '"version": 2')],
    ['is there no more', (file) => rm(file)],
  ])('judges nothing where it %s', async (_words, change) => {
    const { id, walletLink } = await setting.ask('bank', QUESTION);
    await withPolicyFile(change, async () => {
      const request = await fetchRequest(walletLink, setting.cooperative.time.now);
      const form = await presentationForm(setting.cooperative, request, { claims: RESIDENT });
      expect((await postForm(request.payload.response_uri, form)).status).toBe(400);
      const { body: view } = await setting.call('bank', 'GET', `verifications/${id}`);
      expect(view.status).toBe('not_verified');
      expect(assessmentOf(view).items).toMatchObject([{ rule: 'policy', reason: 'policy_changed', accepted: false }]);
      expect(recordOf(view).policy).toMatchObject({ id: 'account-opening', version: 1, digest: null });
    });
  });
});

describe('The limits of a verification', () => {
  test('are those that the policy names, and the stricter of its age of a ledger proof and the ledger’s own', async () => {
    const policies = await readPolicies('schemas', await readCredentialTypes('schemas'));
    const tariff = policies.find(({ id }) => id === 'resident-tariff');
    const limits = { onStatusUnavailable: 'accept_last_known', maxStatusOutageSeconds: 86_400 };
    expect(limitsUnder(tariff, DEFAULT_POLICY)).toEqual({ ...DEFAULT_POLICY, ...limits });
    expect(limitsUnder(undefined, DEFAULT_POLICY)).toBe(DEFAULT_POLICY);
    expect(stateUnder(tariff, { maxProofAgeSeconds: 3600 })).toEqual({ maxProofAgeSeconds: 900 });
    expect(stateUnder(tariff, { maxProofAgeSeconds: 300 })).toEqual({ maxProofAgeSeconds: 300 });
    expect(stateUnder(undefined, { maxProofAgeSeconds: 3600 })).toEqual({ maxProofAgeSeconds: 3600 });
  });

  test('refuse a ledger proof that is older than the policy allows, though the ledger would take it', async () => {
    await withPolicyFile(replaceIn('"maxLedgerProofAgeSeconds": 900', '"maxLedgerProofAgeSeconds": 60'), async () => {
      const { cooperative } = setting;
      const asked = await Promise.all(
        [QUESTION, { ...QUESTION, policy: 'proof-of-address' }].map((one) => setting.ask('bank', one)),
      );
      const requests = await Promise.all(asked.map(({ walletLink }) => fetchRequest(walletLink, cooperative.time.now)));
      cooperative.time.now += 61;
      const statuses = [];
      for (const request of requests) {
        const form = await presentationForm(cooperative, request, { claims: RESIDENT });
        statuses.push((await postForm(request.payload.response_uri, form)).status);
      }
      expect(statuses).toEqual([400, 200]);
      const { body: view } = await setting.call('bank', 'GET', `verifications/${asked[0]?.id}`);
      expect(view.verdicts).toContainEqual(expect.objectContaining({ outcome: 'failed', code: 'state_proof_stale' }));
      expect(assessmentOf(view).items).toMatchObject([{ rule: 'credential', reason: 'not_verified' }]);
    });
  });
});

describe('The policies of a verifier', () => {
  test('are listed and shown with version, digest and rules', async () => {
    const { status, body } = await setting.call('bank', 'GET', 'policies');
    expect(status).toBe(200);
    const items = body.items as { id: string; digest: string }[];
    expect(items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['account-opening', 'over-18', 'resident-tariff']),
    );
    const shown = await setting.call('city', 'GET', 'policies/over-18');
    expect(shown.body).toMatchObject({ id: 'over-18', file: { needs: [{ rules: { minimumAge: 18 } }] } });
    expect(shown.body.digest).toBe(items.find(({ id }) => id === 'over-18')?.digest);
  });

  test('are not shown to nobody, and none that is not there', async () => {
    expect((await setting.call(undefined, 'GET', 'policies')).status).toBe(401);
    expect(await setting.call('bank', 'GET', 'policies/none')).toMatchObject({
      status: 404,
      body: { code: 'unknown_policy' },
    });
  });
});
