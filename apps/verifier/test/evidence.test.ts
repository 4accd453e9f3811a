import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWithdrawalBySecret, commitmentOf, parseReceiptDelivery } from '#consent';
import { EVIDENCE_MEDIA_TYPE, type EvidencePackage } from '#evidence';
import { runEvidenceVerify } from '#evidence/server';
import { canonicalJson, decodeBase64url, encodeUtf8, jwkThumbprint, parseJws, type JsonObject } from '#primitives';
import { keyDigest } from '#trust';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { es256Signer, people } from '../../../anchoring/contract/test/founded-cooperative.js';
import { ageContract, anchor, check, evidenceOf, nameContract, others, present, presentAge } from './evidence-scene.js';
import { AGE_DOCUMENT } from './fictive-cooperative.js';
import { HOME } from './fictive-wallet.js';
import { ADDRESS, BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())('The evidence on $name', (database) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting(database, {
      contracts: (didOf) => [...ageContract(didOf), ...nameContract(didOf)],
    });
  }, 60_000);
  afterAll(() => setting.close());

  const read = (tenant: 'bank' | 'city', id: string) => setting.call(tenant, 'GET', `verifications/${id}/evidence`);
  const withdraw = async (tenant: 'bank' | 'city', answered: JsonObject) => {
    const { receipt, salt, withdrawal_secret: secret } = parseReceiptDelivery(answered.incola_receipt);
    const commitment = commitmentOf('receipt', decodeBase64url(salt), encodeUtf8(receipt));
    const statement = createWithdrawalBySecret(commitment, decodeBase64url(secret));
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(statement) };
    expect((await fetch(`${setting.config.publicUrl}/${tenant}/withdrawals`, init)).status).toBe(200);
  };

  test('holds item by item, with the ledger proof once its period is anchored', async () => {
    const { id } = await present(setting, 'bank', BANK_QUESTION);
    const early = await check(setting, await evidenceOf(setting, 'bank', id));
    expect([early.outcome, others(early)]).toEqual(['holds', ['ledger-proof: not_anchored_yet']]);
    await anchor(setting);
    const report = await check(setting, await evidenceOf(setting, 'bank', id));
    expect(others(report)).toEqual([]);
    const record = { presentation: id, decision: 'verified', contract: { id: 'bank-account-opening', version: 1 } };
    expect(report).toMatchObject({ outcome: 'holds', record, attested: { operators: 'single' } });
  });

  test('of an mdoc holds too, by the same checks that verified it', async () => {
    const id = await presentAge(setting, 'city', {
      contract: 'age-at-the-door',
      claims: [[AGE_DOCUMENT, 'age_over_18']],
    });
    const report = await check(setting, await evidenceOf(setting, 'city', id));
    expect(others(report)).toEqual(['ledger-proof: not_anchored_yet']);
    expect(report.record?.credentials).toMatchObject([{ format: 'mso_mdoc', vct: AGE_DOCUMENT }]);
  });

  test('by a policy holds too, and names it', async () => {
    const expected = { givenName: 'Camille', familyName: 'Fictive' };
    const wanted = { contract: 'bank-by-name', policy: 'proof-of-address', addresses: [ADDRESS], expected };
    const months = { '3': true, '12': true };
    const claims = { ...HOME, supply_type: 'water', resident_for_months_equal_or_over: months };
    const { id } = await present(setting, 'bank', wanted, { claims });
    const evidence = await evidenceOf(setting, 'bank', id);
    const report = await check(setting, evidence);
    expect(others(report)).toEqual(['ledger-proof: not_anchored_yet']);
    expect(report.record?.policy).toMatchObject({ id: 'proof-of-address', outcome: 'met' });
    expect(JSON.stringify([report.record, evidence.trustInputs])).not.toMatch(/Camille|Fictive/);
  });

  test('is one canonical file with a media type of its own', async () => {
    const { id } = await present(setting, 'city', CITY_QUESTION);
    const url = `${setting.config.publicUrl}/api/v1/verifications/${id}/evidence`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${setting.keys.city}` } });
    expect(answer.headers.get('content-type')).toContain(EVIDENCE_MEDIA_TYPE);
    expect(answer.headers.get('content-disposition')).toContain(id);
    const text = await answer.text();
    expect(canonicalJson(JSON.parse(text) as JsonObject)).toBe(text);
  });

  test('of what was not accepted says that it was discarded, and holds otherwise', async () => {
    const elsewhere = { ...ADDRESS, street_address: '14 rue des lilas imaginaires' };
    const { id } = await present(setting, 'bank', { ...BANK_QUESTION, addresses: [elsewhere] });
    const evidence = await evidenceOf(setting, 'bank', id);
    expect(JSON.stringify(evidence)).not.toMatch(/LILAS/i);
    const report = await check(setting, evidence);
    expect([report.outcome, report.record?.decision]).toEqual(['holds', 'not_verified']);
    expect(others(report)).toEqual([
      ...['question: discarded', 'verdicts: discarded'],
      ...['receipt: none', 'ledger-proof: none'],
    ]);
  });

  test('says after redaction what is left and what was destroyed', async () => {
    const { id } = await present(setting, 'city', CITY_QUESTION);
    await anchor(setting);
    expect((await setting.call('city', 'POST', `verifications/${id}/redaction`)).status).toBe(204);
    const evidence = await evidenceOf(setting, 'city', id);
    expect([evidence.shown, evidence.notice]).toEqual([null, null]);
    const report = await check(setting, evidence);
    expect(report.outcome).toBe('holds');
    expect(others(report)).toEqual(['question: redacted', 'notice: redacted', 'verdicts: redacted']);
    expect(report.record?.verdicts.length).toBeGreaterThan(20);
  });

  test('is withheld while the answer is restricted, gone when all was erased, and nobody else’s', async () => {
    const bank = await present(setting, 'bank', BANK_QUESTION);
    await withdraw('bank', bank.body);
    expect(await read('bank', bank.id)).toMatchObject({ status: 409, body: { code: 'evidence_withheld' } });
    const city = await present(setting, 'city', CITY_QUESTION);
    expect(await read('bank', city.id)).toMatchObject({ status: 404, body: { code: 'unknown_verification' } });
    await withdraw('city', city.body);
    expect(await read('city', city.id)).toMatchObject({ status: 404, body: { code: 'no_evidence' } });
    const { id } = await setting.ask('city', CITY_QUESTION);
    expect(await read('city', id)).toMatchObject({ status: 404, body: { code: 'no_evidence' } });
  });

  test('holds no claim value and no holder key in what is kept for good', async () => {
    const { id } = await present(setting, 'bank', BANK_QUESTION);
    const evidence = await evidenceOf(setting, 'bank', id);
    const { header, payload } = parseJws(evidence.verdictRecord);
    const kept = JSON.stringify([header, payload, evidence.trustInputs]);
    const { publicJwk } = es256Signer('holder');
    const address = HOME.address_canonical as string;
    for (const personal of [address, 'LILAS', '2026-05-20', publicJwk.x, jwkThumbprint(publicJwk)]) {
      expect(kept).not.toContain(personal);
    }
    // Nor its place in a status list.
    expect(kept).not.toMatch(/\bidx\\*":/);
    const shown = Object.values(evidence.shown?.vpToken ?? {})
      .flat()
      .join('');
    expect(`${JSON.stringify(evidence.shown?.asked)}${shown}`).toContain('LILAS');
  });

  test('checks from the command line, with an exit code for a development ledger, in both languages', async () => {
    const { id } = await present(setting, 'bank', BANK_QUESTION);
    const folder = await mkdtemp(join(tmpdir(), 'incola-evidence-'));
    const file = join(folder, 'evidence.json');
    const evidence: EvidencePackage = await evidenceOf(setting, 'bank', id);
    await writeFile(file, JSON.stringify(evidence));
    await writeFile(join(folder, 'trust.json'), JSON.stringify(setting.cooperative.trustFile));
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      const code = await runEvidenceVerify(args, (line) => lines.push(line));
      return { code, text: lines.join('\n'), result: JSON.parse(lines.at(-1) ?? '') as JsonObject };
    };
    expect(await run(file)).toMatchObject({ code: 3, result: { ok: false, code: 'development_ledger' } });
    const accepted = await run(file, '--accept-development', '--language', 'fr');
    expect(accepted).toMatchObject({ code: 0, result: { ok: true, decision: 'verified', doesNotHold: [] } });
    expect(accepted.text).toContain('chaque contrôle aboutit au verdict consigné');
    await writeFile(file, JSON.stringify({ ...evidence, receipt: null }));
    expect(await run(file)).toMatchObject({ code: 1, result: { ok: false, doesNotHold: ['receipt: missing'] } });
    expect(await run(file, '--trust', join(folder, 'none.json'))).toMatchObject({ code: 1 });
    expect(await run()).toMatchObject({ code: 2, result: { code: 'usage' } });
    expect(await run(file, '--language', 'la')).toMatchObject({ code: 2 });
  });

  test('comes to the same after the issuer’s key was followed by another and the issuer was suspended', async () => {
    const { id } = await present(setting, 'city', CITY_QUESTION);
    await anchor(setting);
    const { cooperative } = setting;
    const from = cooperative.time.now + 1;
    const retire = { digest: keyDigest(es256Signer('water issuing').publicJwk), until: from };
    const key = { digest: keyDigest(es256Signer('next issuing').publicJwk), from, until: null };
    const member = people.water.did;
    await cooperative.submit('rotate_leaf_key', { rotation: { member, role: 'issuer', key, retire, sequence: 1 } });
    const subject = { kind: 'issuer' as const, id: member };
    await cooperative.submit('set_status', { subject, status: 'suspended', sequence: 1 });
    cooperative.time.now += 60;
    await setting.verifier.runDueWork();
    const refused = await present(setting, 'city', CITY_QUESTION);
    expect((await setting.call('city', 'GET', `verifications/${refused.id}`)).body.status).toBe('not_verified');
    expect(others(await check(setting, await evidenceOf(setting, 'city', id)))).toEqual([]);
  });
});
