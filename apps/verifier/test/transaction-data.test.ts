import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDirectPost, createErrorResponse, encryptResponse, type ClientMetadata } from '#openid4vp';
import type { SentRequestPayload } from '#openid4vp';
import { createJws, parseJws, type JsonObject } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import { ageContract, check, evidenceOf, others } from './evidence-scene.js';
import { HOME, postForm } from './fictive-wallet.js';
import { BANK_QUESTION, startSetting, type Setting } from './running-verifier.js';

const PAYMENT = { type: 'urn:example:payment', parameters: { amount: '12.50 EUR', payee: 'Boulangerie fictive' } };
const READING = { type: 'urn:example:meter-reading', parameters: { kilowattHours: 4_711 } };
const LIMITS = { maxLength: 256 * 1024, maxDepth: 24 };

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting(undefined, { contracts: ageContract });
}, 60_000);
afterAll(() => setting.close());

async function ask(transactionData: unknown[] | undefined) {
  const wanted = { ...BANK_QUESTION, ...(transactionData && { transactionData }) };
  const { id, requestUri } = await setting.ask('bank', wanted);
  const { payload } = parseJws(await (await fetch(requestUri)).text(), LIMITS);
  return { id, payload: payload as unknown as SentRequestPayload };
}

/** OpenID4VP 1.0 §B.3.3.1: over the text as it was sent, not over what it encodes. */
const hashOf = (sent: string, algorithm = 'sha256') => createHash(algorithm).update(sent).digest('base64url');

/** Presents what was asked; the holder signs `more` in his key binding. */
async function post(payload: SentRequestPayload, more: (sent: string[]) => JsonObject) {
  const holder = es256Signer('holder');
  const [query] = payload.dcql_query.credentials;
  const presented = await presentSdJwtVc({
    compact: await setting.cooperative.issue(holder.publicJwk, HOME),
    disclose: (query?.claims ?? []).map(({ path }) => path.map(String)),
    keyBinding: {
      ...{ audience: payload.client_id, presentationNonce: payload.nonce },
      ...{ issuedAt: setting.cooperative.time.now, signer: holder },
    },
  });
  const place = presented.lastIndexOf('~') + 1;
  const bound = parseJws(presented.slice(place), LIMITS).payload;
  const signed = { ...bound, ...more(payload.transaction_data ?? []) };
  const keyBinding = await createJws({ typ: 'kb+jwt' }, signed, holder);
  const vpToken = { [query?.id ?? '']: [presented.slice(0, place) + keyBinding] };
  const answer = { vpToken, stateParameter: payload.state ?? '' };
  const form = createDirectPost(await encryptResponse(answer, payload.client_metadata as ClientMetadata));
  return (await postForm(payload.response_uri ?? '', form)).status;
}

async function verdictOf(id: string) {
  const { status, verdicts } = (await setting.call('bank', 'GET', `verifications/${id}`)).body;
  const failed = (verdicts as { outcome: string; check: string; code: string }[]).filter(
    ({ outcome }) => outcome === 'failed',
  );
  return [status, failed.map((verdict) => `${verdict.check}: ${verdict.code}`)];
}

const authorised = (sent: string[]) => ({
  transaction_data_hashes: sent.map((text) => hashOf(text)),
  transaction_data_hashes_alg: 'sha-256',
});

describe('What a person authorises with an SD-JWT VC', () => {
  test('is accepted where the key binding holds the hash of each, and the evidence shows it', async () => {
    const { id, payload } = await ask([PAYMENT, READING]);
    expect(payload.transaction_data).toHaveLength(2);
    expect(await post(payload, authorised)).toBe(200);
    expect(await verdictOf(id)).toEqual(['verified', []]);
    const evidence = await evidenceOf(setting, 'bank', id);
    expect(evidence.shown?.asked.transactionData).toEqual(payload.transaction_data);
    expect(others(await check(setting, evidence))).toEqual(['ledger-proof: not_anchored_yet']);
    // With another payment under the same signature the evidence no longer holds.
    const [, reading = ''] = payload.transaction_data ?? [];
    const payee = { ...PAYMENT.parameters, type: PAYMENT.type, credential_ids: ['credential_0'], payee: 'Un autre' };
    const forged = Buffer.from(JSON.stringify(payee)).toString('base64url');
    Object.assign(evidence.shown?.asked ?? {}, { transactionData: [forged, reading] });
    expect((await check(setting, evidence)).outcome).not.toBe('holds');
  });

  test.each<[string, string, unknown[] | undefined, (sent: string[]) => JsonObject]>([
    ['no hashes', 'transaction_data_missing', [PAYMENT], () => ({})],
    ['the hash of one of two', 'transaction_data_missing', [PAYMENT, READING], ([first = '']) => authorised([first])],
    ['the hash of something else', 'transaction_data_differs', [PAYMENT], () => authorised(['another'])],
    [
      'a hash over what the entry encodes',
      'transaction_data_differs',
      [PAYMENT],
      (sent) => authorised(sent.map((text) => Buffer.from(text, 'base64url').toString())),
    ],
    ['one hash more', 'transaction_data_differs', [PAYMENT], (sent) => authorised([...sent, 'another'])],
    [
      'hashes by SHA-384, which was not offered',
      'transaction_data_algorithm',
      [PAYMENT],
      (sent) => ({
        transaction_data_hashes: sent.map((text) => hashOf(text, 'sha384')),
        transaction_data_hashes_alg: 'sha-384',
      }),
    ],
    [
      'hashes without the algorithm, although the request names some',
      'transaction_data_algorithm',
      [PAYMENT],
      (sent) => ({ transaction_data_hashes: authorised(sent).transaction_data_hashes }),
    ],
    ['a text for the list', 'transaction_data_malformed', [PAYMENT], () => ({ transaction_data_hashes: 'x' })],
    ['hashes of what nobody asked for', 'transaction_data_not_asked', undefined, () => authorised(['a payment'])],
  ])('is refused with %s: %s', async (_what, code, wanted, more) => {
    const { id, payload } = await ask(wanted);
    expect(await post(payload, more)).toBe(400);
    expect(await verdictOf(id)).toEqual(['not_verified', [`transaction-data: ${code}`]]);
  });

  test('ends as the wallet says where the wallet does not know the type (§8.5)', async () => {
    const { id, payload } = await ask([{ type: 'urn:example:nobody-knows', parameters: {} }]);
    const refused = createErrorResponse('invalid_transaction_data', payload.state);
    expect((await postForm(payload.response_uri ?? '', refused)).status).toBe(200);
    expect((await setting.call('bank', 'GET', `verifications/${id}`)).body).toMatchObject({
      status: 'refused',
      refusal: { code: 'invalid_transaction_data' },
    });
  });
});

test('nobody can ask an mdoc to authorise something: its document type has no element for it (§B.2.1)', async () => {
  const wanted = { contract: 'age-at-the-door', transactionData: [PAYMENT] };
  const { status, body } = await setting.call('city', 'POST', 'verifications', wanted);
  expect([status, body.code]).toEqual([422, 'transaction_data_format']);
});
