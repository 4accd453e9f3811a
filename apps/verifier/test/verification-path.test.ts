import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createWithdrawal,
  createWithdrawalBySecret,
  parseReceiptDelivery,
  parseWithdrawalDelivery,
  verifyReceipt,
  verifyWithdrawalAnswer,
  type ReceiptDelivery,
} from '#consent';
import { parseLedgerProof, verifyLedgerProof } from '#ledger';
import { verifyWithNodeCrypto } from '#identity';
import { commitmentOf } from '#consent';
import { decodeBase64url, encodeBase64url, encodeUtf8, type JsonObject, type PublicJwk } from '#primitives';
import { readCertificate } from '#trust';
import { es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import { fetchRequest, postForm, presentationForm, type PresentationChanges } from './fictive-wallet.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
}, 60_000);
afterAll(() => setting.close());

async function run(tenant: 'bank' | 'city', wanted: unknown, changes?: PresentationChanges) {
  const { id, walletLink } = await setting.ask(tenant, wanted);
  const request = await fetchRequest(walletLink, setting.cooperative.time.now);
  const form = await presentationForm(setting.cooperative, request, changes);
  const answer = await postForm(request.payload.response_uri, form);
  const { body: view } = await setting.call(tenant, 'GET', `verifications/${id}`);
  return { id, request, form, answer, view };
}
function commitmentOfReceipt({ receipt, salt }: ReceiptDelivery): Uint8Array {
  return commitmentOf('receipt', decodeBase64url(salt), encodeUtf8(receipt));
}
const failedChecks = (view: JsonObject) =>
  (view.verdicts as { check: string; outcome: string; code: string }[])
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ check, code }) => `${check}: ${code}`);

describe('A verification', () => {
  test('confirms an address in another spelling, with a verdict of every check and a signed receipt', async () => {
    const { answer, view, request } = await run('bank', BANK_QUESTION);
    expect(failedChecks(view)).toEqual([]);
    expect(answer.status).toBe(200);
    expect(view).toMatchObject({ status: 'verified', decision: 'verified' });
    expect(view.answer).toMatchObject([{ vct: 'urn:incola:residency:1', claims: { evidence_date: '2026-05-20' } }]);
    expect(JSON.stringify(view.answer)).not.toMatch(/Camille|Fictive/);
    const delivery = parseReceiptDelivery(answer.body.incola_receipt);
    const accessKey = readCertificate(request.x5c[0] ?? '').publicJwk;
    const receipt = await verifyReceipt(delivery.receipt, accessKey, verifyWithNodeCrypto);
    expect(receipt).toMatchObject({ onWithdrawal: 'restrict', presentationNonce: request.payload.nonce });
  });

  test('answers the city’s question about municipality and months', async () => {
    const { view } = await run('city', CITY_QUESTION);
    const claims = { address: { locality: 'Ville-Imaginaire' }, resident_for_months_equal_or_over: { '12': true } };
    expect(view.answer).toMatchObject([{ claims }]);
  });

  test('says not_confirmed of another address, tells the wallet nothing, and keeps nothing of what was shown', async () => {
    const elsewhere = { ...ADDRESS, street_address: '14 rue des lilas imaginaires' };
    const { answer, view } = await run('bank', { ...BANK_QUESTION, addresses: [elsewhere] });
    expect(failedChecks(view)).toEqual(['query-answered: not_confirmed']);
    expect(view).toMatchObject({ status: 'not_verified', decision: 'not_verified' });
    expect(view.answer).toBeUndefined();
    expect(answer).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: 'The presentation was not accepted.' },
    });
  });

  test.each<[string, PresentationChanges, string]>([
    ['another nonce', { presentationNonce: 'x'.repeat(43) }, 'key-binding-nonce'],
    ['another audience', { audience: 'x509_hash:other' }, 'key-binding-audience'],
    ['another key', { signer: es256Signer('thief') }, 'key-binding-signature'],
    ['a stale key binding', { issuedAt: 1 }, 'key-binding-freshness'],
    [
      'more than was asked',
      {
        disclose: [
          ['address', 'locality'],
          ['resident_for_months_equal_or_over', '12'],
          ['evidence_date'],
          ['family_name'],
        ],
      },
      'query-answered',
    ],
  ])('refuses a presentation with %s', async (_words, changes, check) => {
    const { answer, view } = await run('city', CITY_QUESTION, changes);
    expect(answer.status).toBe(400);
    expect(failedChecks(view)[0]).toContain(check);
  });

  test('refuses a replayed presentation, also when both come at once', async () => {
    const { answer, form, request } = await run('city', CITY_QUESTION);
    expect(answer.status).toBe(200);
    expect((await postForm(request.payload.response_uri, form)).status).toBe(400);
    const { walletLink } = await setting.ask('city', CITY_QUESTION);
    const second = await fetchRequest(walletLink, setting.cooperative.time.now);
    expect((await postForm(second.payload.response_uri, form)).status).toBe(400);
    const own = await presentationForm(setting.cooperative, second);
    const both = await Promise.all([1, 2].map(() => postForm(second.payload.response_uri, own)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test('keeps no claim value and no address in clear in the database', async () => {
    await run('bank', BANK_QUESTION);
    const folder = setting.config.dataFolder;
    const stored = readdirSync(folder).filter((name) => name.includes('sqlite'));
    const all = Buffer.concat(stored.map((name) => readFileSync(`${folder}/${name}`))).toString('latin1');
    expect(all).toContain('bank-account-opening');
    expect(all).not.toMatch(/LILAS|lilas|Ville-Imaginaire|Camille/);
  });
});

describe('The receipt’s ledger proof', () => {
  test('is there once the period is anchored, and checks offline', async () => {
    const { answer } = await run('city', CITY_QUESTION);
    const delivery = parseReceiptDelivery(answer.body.incola_receipt);
    const early = await fetch(delivery.ledger_proof_uri);
    expect([early.status, early.headers.get('retry-after')]).toEqual([404, '5']);
    setting.cooperative.time.now += 5;
    await setting.verifier.runDueWork();
    const proof = parseLedgerProof(await (await fetch(delivery.ledger_proof_uri)).text());
    const verified = await verifyLedgerProof(proof, setting.cooperative.trustFile.genesis, verifyWithNodeCrypto);
    expect(verified).toMatchObject({
      kind: 'anchored_commitment',
      commitment: encodeBase64url(commitmentOfReceipt(delivery)),
    });
    expect((await fetch(`${setting.config.publicUrl}/receipts/unknown/ledger-proof`)).status).toBe(404);
  });

  test('exists for exactly one anchor a period, also empty, and those missed while the ledger was away', async () => {
    const { cooperative, verifier } = setting;
    const { answer } = await run('city', CITY_QUESTION);
    const { ledger_proof_uri: uri } = parseReceiptDelivery(answer.body.incola_receipt);
    cooperative.away = true;
    const before = (await cooperative.ledger.entries(0, 1)).size;
    cooperative.time.now += 15;
    await verifier.runDueWork();
    await setting.restart();
    cooperative.away = false;
    cooperative.time.now += 60;
    await verifierWork();
    const after = (await cooperative.ledger.entries(0, 1)).size;
    // 15 periods of two tenants; each block has its transactions and one leaf that ends it.
    expect(after - before).toBeGreaterThanOrEqual(30);
    await verifierWork();
    expect((await cooperative.ledger.entries(0, 1)).size).toBe(after);
    expect((await fetch(uri)).status).toBe(200);
  });

  test('comes also after an outage so long that the ledger takes the period no more', async () => {
    const { cooperative, verifier } = setting;
    const { answer } = await run('city', CITY_QUESTION);
    const { ledger_proof_uri: uri } = parseReceiptDelivery(answer.body.incola_receipt);
    const presentedIn = Math.floor(cooperative.time.now / 5);
    cooperative.away = true;
    cooperative.time.now += 5;
    await verifier.runDueWork();
    cooperative.time.now += 5 * 62;
    cooperative.away = false;
    // The anchors of the missed periods, all at once, may take more than one attempt.
    for (let round = 0; round < 10 && (await fetch(uri)).status !== 200; round++) {
      await verifierWork();
      cooperative.time.now += 5;
    }
    const proof = parseLedgerProof(await (await fetch(uri)).text());
    const verified = await verifyLedgerProof(proof, cooperative.trustFile.genesis, verifyWithNodeCrypto);
    expect(verified.kind === 'anchored_commitment' && verified.anchor.period).toBeGreaterThan(presentedIn);
  }, 120_000);
  const verifierWork = () => setting.verifier.runDueWork();
});

describe('A withdrawal', () => {
  const withdraw = (slug: string, statement: unknown) =>
    fetch(`${setting.config.publicUrl}/${slug}/withdrawals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(statement),
    });
  const inputOf = (slug: string, delivery: ReceiptDelivery) => ({
    commitment: commitmentOfReceipt(delivery),
    withdrawalUri: `${setting.config.publicUrl}/${slug}/withdrawals`,
    issuedAt: setting.cooperative.time.now,
  });
  const keyOf = (x5c: readonly string[]): PublicJwk => readCertificate(x5c[0] ?? '').publicJwk;

  test('at the city erases everything, is answered with a signature, and again with the same', async () => {
    const { id, answer, request } = await run('city', CITY_QUESTION);
    const delivery = parseReceiptDelivery(answer.body.incola_receipt);
    const statement = await createWithdrawal(inputOf('city', delivery), es256Signer('holder'));
    const first = parseWithdrawalDelivery(await (await withdraw('city', statement)).json());
    const verified = await verifyWithdrawalAnswer(
      first.answer,
      keyOf(request.x5c),
      statement.commitment,
      verifyWithNodeCrypto,
    );
    expect(verified.outcome).toBe('erased');
    expect(await (await withdraw('city', statement)).json()).toEqual(first);
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ id, status: 'redacted', verdicts: [] });
    expect(body.receipt).toBeUndefined();
    setting.cooperative.time.now += 5;
    await setting.verifier.runDueWork();
    expect((await fetch(first.ledger_proof_uri)).status).toBe(200);
    expect((await fetch(first.statement_ledger_proof_uri)).status).toBe(200);
  });

  test('at the bank restricts, with reason and end date, by key or by secret', async () => {
    const { id, answer, request } = await run('bank', BANK_QUESTION);
    const delivery = parseReceiptDelivery(answer.body.incola_receipt);
    const secret = decodeBase64url(delivery.withdrawal_secret);
    const statement = createWithdrawalBySecret(commitmentOfReceipt(delivery), secret);
    const given = parseWithdrawalDelivery(await (await withdraw('bank', statement)).json());
    const key = keyOf(request.x5c);
    const verified = await verifyWithdrawalAnswer(given.answer, key, statement.commitment, verifyWithNodeCrypto);
    expect(verified).toMatchObject({ outcome: 'restricted', reason: { fr: expect.stringContaining('jusqu’au') } });
    const { body } = await setting.call('bank', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ status: 'verified', verdicts: [], withheld: { code: 'restricted' } });
    expect(body.answer).toBeUndefined();
  });

  test('is refused from another key, at another tenant, unknown and malformed', async () => {
    const { answer } = await run('city', CITY_QUESTION);
    const delivery = parseReceiptDelivery(answer.body.incola_receipt);
    const thief = await createWithdrawal(inputOf('city', delivery), es256Signer('thief'));
    const genuine = await createWithdrawal(inputOf('city', delivery), es256Signer('holder'));
    expect(await (await withdraw('city', thief)).json()).toMatchObject({ code: 'withdrawal_key', status: 400 });
    expect(await (await withdraw('bank', genuine)).json()).toMatchObject({ code: 'unknown_receipt', status: 404 });
    expect(await (await withdraw('city', { commitment: 1 })).json()).toMatchObject({ code: 'malformed_withdrawal' });
    expect((await withdraw('nowhere', genuine)).status).toBe(404);
  });
});

describe('An end', () => {
  test('of retention redacts by itself; the verdicts stay', async () => {
    const { id } = await run('city', CITY_QUESTION);
    setting.cooperative.time.now += 6 * 86_400;
    await setting.verifier.runDueWork();
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ status: 'redacted', decision: 'verified', withheld: { code: 'redacted' } });
    expect(body.answer).toBeUndefined();
    await setting.cooperative.publish();
    await setting.verifier.runDueWork();
  }, 120_000);

  test('by redaction destroys what was shown, and not twice', async () => {
    const { id } = await run('city', CITY_QUESTION);
    expect((await setting.call('city', 'POST', `verifications/${id}/redaction`)).status).toBe(204);
    expect((await setting.call('city', 'POST', `verifications/${id}/redaction`)).status).toBe(204);
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({ status: 'redacted' });
  });

  test('by revocation: the next verification fails with revoked', async () => {
    await setting.cooperative.publish([9]);
    await setting.verifier.runDueWork();
    const { view } = await run('city', CITY_QUESTION, { index: 9 });
    expect(failedChecks(view)).toContain('status: revoked');
  });
});
