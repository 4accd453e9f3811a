import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ParsedRequestObject } from '#openid4vp';
import { parseJws, type JsonObject } from '#primitives';
import { SIMULATED_OUTCOMES } from '../src/sandbox/simulate-answer.js';
import { postForm, presentationForm } from './fictive-wallet.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

/** What comes of each, and the one check that notices; none where the wallet did not answer. */
const EXPECTED: Record<(typeof SIMULATED_OUTCOMES)[number], { status: string; failed: string[] }> = {
  verified: { status: 'verified', failed: [] },
  refused: { status: 'refused', failed: [] },
  expired: { status: 'expired', failed: [] },
  address_differs: { status: 'not_verified', failed: ['query-answered: not_confirmed'] },
  evidence_too_old: { status: 'not_verified', failed: ['evidence-date: evidence_too_old'] },
  revoked: { status: 'not_verified', failed: ['status: revoked'] },
  credential_expired: { status: 'not_verified', failed: ['credential-validity: credential_expired'] },
  unknown_issuer: { status: 'not_verified', failed: ['issuer-chain: chain_untrusted'] },
  wrong_holder: { status: 'not_verified', failed: ['key-binding-signature: key_binding_signature_invalid'] },
};

describe('a sandbox', () => {
  let setting: Setting;

  beforeAll(async () => {
    setting = await startSetting(undefined, { sandbox: true });
  });
  afterAll(() => setting.close());

  const simulate = (id: string, outcome: string, tenant: 'bank' | 'sandbox' = 'sandbox') =>
    setting.call(tenant, 'POST', `verifications/${id}/simulation`, { outcome });
  const failedIn = ({ verdicts }: JsonObject) =>
    (verdicts as { check: string; outcome: string; code: string }[])
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ check, code }) => `${check}: ${code}`);

  test.each(SIMULATED_OUTCOMES)('comes to %s by the checks of production', async (outcome) => {
    const { id } = await setting.ask('sandbox', BANK_QUESTION);
    const { status, body } = await simulate(id, outcome);
    expect(status).toBe(200);
    expect({ status: body.status, failed: failedIn(body) }).toEqual(EXPECTED[outcome]);
    expect((await setting.call('sandbox', 'GET', `verifications/${id}`)).body).toMatchObject({ status: body.status });
  });

  test('judges by a policy', async () => {
    const wanted = { contract: 'bank-account-opening', policy: 'account-opening', addresses: [ADDRESS] };
    const { id } = await setting.ask('sandbox', wanted);
    expect((await simulate(id, 'verified')).body).toMatchObject({ status: 'verified' });
  });

  test('answers the question of a hosted page too', async () => {
    const { id } = await setting.ask('sandbox', { ...CITY_QUESTION, delivery: { method: 'page' } });
    expect((await simulate(id, 'verified')).body).toMatchObject({ id, status: 'verified' });
  });

  test('answers each request once', async () => {
    const { id } = await setting.ask('sandbox', CITY_QUESTION);
    expect((await simulate(id, 'verified')).status).toBe(200);
    expect(await simulate(id, 'verified')).toMatchObject({ status: 409, body: { code: 'request_closed' } });
  });

  test('refuses a credential that a member of the cooperative issued', async () => {
    const { id, requestUri } = await setting.ask('sandbox', CITY_QUESTION);
    // It asks by its DID, which the wallets of our other tests do not read.
    const requestObject = await (await fetch(requestUri)).text();
    const request = parseJws(requestObject, { maxLength: 65_536, maxDepth: 24 }) as unknown as ParsedRequestObject;
    const form = await presentationForm(setting.cooperative, request);
    expect((await postForm(request.payload.response_uri, form)).status).toBe(400);
    const { body } = await setting.call('sandbox', 'GET', `verifications/${id}`);
    expect(failedIn(body)).toEqual(['issuer-chain: chain_untrusted']);
  });

  test('is the only place where answers are simulated, and each tenant has its own verifications', async () => {
    const { id } = await setting.ask('bank', BANK_QUESTION);
    expect(await simulate(id, 'verified', 'bank')).toMatchObject({ status: 409, body: { code: 'not_a_sandbox' } });
    expect(await simulate(id, 'verified')).toMatchObject({ status: 404, body: { code: 'unknown_verification' } });
  });

  test('says what it cannot play', async () => {
    const { id } = await setting.ask('sandbox', CITY_QUESTION);
    expect(await simulate(id, 'eclipse')).toMatchObject({ status: 400 });
  });

  test('asks under no contract that is not in its folder, and not beyond it', async () => {
    const unknown = await setting.call('sandbox', 'POST', 'verifications', { contract: 'no-such-contract' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown_contract' } });
    const beyond = { contract: 'city-resident-tariff', claims: [['family_name']] };
    const refused = await setting.call('sandbox', 'POST', 'verifications', beyond);
    expect(refused).toMatchObject({ status: 422, body: { code: 'claim_not_in_contract' } });
  });

  test('anchors nothing', async () => {
    const { id } = await setting.ask('sandbox', CITY_QUESTION);
    await simulate(id, 'verified');
    setting.cooperative.time.now += 3_600;
    await setting.verifier.runDueWork();
    const { body } = await setting.call('sandbox', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ status: 'verified', receipt: { anchored: false } });
  });
});
