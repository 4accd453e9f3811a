import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkEvidence, type EvidencePackage } from '#evidence';
import { verifyWithNodeCrypto } from '#identity';
import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, platformRandom, type JsonObject } from '#primitives';
import { anchor, check, evidenceOf, forge, others, present, type Forgery } from './evidence-scene.js';
import { BANK_QUESTION, CITY_QUESTION, startSetting, type Setting } from './running-verifier.js';

let setting: Setting;
/** Of two verifications by the bank, both anchored, and of one by the city. */
let evidence: EvidencePackage;
let second: EvidencePackage;
let ofCity: EvidencePackage;
beforeAll(async () => {
  setting = await startSetting();
  const { id } = await present(setting, 'bank', BANK_QUESTION);
  const other = await present(setting, 'bank', BANK_QUESTION);
  const city = await present(setting, 'city', CITY_QUESTION);
  await anchor(setting);
  evidence = await evidenceOf(setting, 'bank', id);
  second = await evidenceOf(setting, 'bank', other.id);
  ofCity = await evidenceOf(setting, 'city', city.id);
}, 60_000);
afterAll(() => setting.close());

const firstOf = (of: EvidencePackage, kind: string) =>
  of.trustInputs.find((input) => input.kind === kind) as { content: string };
/** The middle of an SD-JWT's first disclosure, changed. */
function alterDisclosure({ shown }: EvidencePackage): void {
  const [queryId = ''] = Object.keys(shown?.vpToken ?? {});
  const [compact = ''] = shown?.vpToken[queryId] ?? [];
  const [jwt = '', disclosure = '', ...rest] = compact.split('~');
  const claim = JSON.parse(decodeUtf8(decodeBase64url(disclosure))) as [string, string, unknown];
  claim[2] = '2026-05-21';
  const altered = encodeBase64url(encodeUtf8(JSON.stringify(claim)));
  if (shown !== null) shown.vpToken[queryId] = [[jwt, altered, ...rest].join('~')];
}
const alterJws = (compact: string, change: (payload: JsonObject) => void) => {
  const [header = '', payload = '', signature = ''] = compact.split('.');
  const claims = JSON.parse(decodeUtf8(decodeBase64url(payload))) as JsonObject;
  change(claims);
  return `${header}.${encodeBase64url(encodeUtf8(JSON.stringify(claims)))}.${signature}`;
};

describe('What somebody changed in the file is noticed:', () => {
  test.each<[what: string, change: (altered: EvidencePackage) => void, found: string]>([
    ['a claim', alterDisclosure, 'question: foreign'],
    ['the nonce', ({ shown }) => shown && (shown.asked.presentationNonce = 'x'.repeat(43)), 'question: foreign'],
    ['the question', ({ shown }) => shown?.asked.dcqlQuery.credentials[0]?.claims?.pop(), 'question: foreign'],
    ['another answer', (one) => (one.shown = second.shown), 'question: foreign'],
    ['the notice', ({ notice }) => notice && (notice.notice.retentionDays = 1), 'notice: foreign'],
    ['no notice', (one) => (one.notice = null), 'notice: missing'],
    ['another receipt', (one) => (one.receipt = second.receipt), 'receipt: foreign'],
    ['no receipt', (one) => (one.receipt = null), 'receipt: missing'],
    ['a receipt’s word', ({ receipt }) => receipt && (receipt.receipt = alterJws(receipt.receipt, (claims) => (claims.retentionDays = 1))), 'receipt: malformed'], // prettier-ignore
    ['another ledger proof', ({ receipt }) => receipt && (receipt.ledgerProof = second.receipt?.ledgerProof ?? null), 'ledger-proof: not_proven'], // prettier-ignore
    ['a verdict', (one) => (one.verdictRecord = alterJws(one.verdictRecord, ({ verdicts }) => ((verdicts as JsonObject[])[3] = { ...(verdicts as JsonObject[])[3], code: 'pending' }))), 'record-signature: signature'], // prettier-ignore
    ['the record of another', (one) => (one.verdictRecord = ofCity.verdictRecord), 'trust-inputs: foreign'],
    ['a state proof', (one) => (firstOf(one, 'state_proof').content += ' '), 'trust-inputs: foreign'],
    ['a status list', (one) => (firstOf(one, 'status_list_jwt').content += 'A'), 'trust-inputs: foreign'],
    ['a status list too few', (one) => (one.trustInputs = one.trustInputs.filter(({ kind }) => kind !== 'status_list_jwt')), 'trust-inputs: missing'], // prettier-ignore
    [
      'an input too many',
      (one) => one.trustInputs.push({ kind: 'type_metadata', content: '{}' }),
      'trust-inputs: foreign',
    ],
    ['no manifest', (one) => one.trustInputs.shift(), 'trust-inputs: missing'],
  ])('%s', async (_what, change, found) => {
    const altered = structuredClone(evidence);
    change(altered);
    const report = await check(setting, altered);
    expect([report.outcome, others(report)[0]]).toEqual(['does_not_hold', found]);
  });
});

describe('What the verifier itself forged, with its own key, is noticed:', () => {
  const signsAnew = (content: string) => alterJws(content, (claims) => (claims.iat = (claims.iat as number) + 60));
  test.each<[what: string, change: (forgery: Forgery) => void, found: string]>([
    ['a claim', ({ evidence: forged }) => alterDisclosure(forged), 'verdicts: differ'],
    ['the question', ({ evidence: { shown } }) => shown?.asked.dcqlQuery.credentials[0]?.claims?.pop(), 'verdicts: differ'], // prettier-ignore
    ['another nonce', ({ evidence: { shown }, record }) => shown && (shown.asked.presentationNonce = record.presentationNonce = 'x'.repeat(43)), 'notice: foreign'], // prettier-ignore
    [
      'another channel',
      ({ evidence: { shown } }) => shown && (shown.asked.clientId = 'x509_hash:other'),
      'verdicts: differ',
    ],
    ['a verdict', ({ record }) => (record.verdicts[3] = { ...record.verdicts[3], code: 'pending' } as never), 'verdicts: differ'], // prettier-ignore
    ['a check that nobody knows', ({ record }) => (record.verdicts[3] = { ...record.verdicts[3], check: 'horoscope' } as never), 'verdicts: differ'], // prettier-ignore
    ['a failure that was overlooked', ({ record }) => (record.verdicts[3] = { ...record.verdicts[3], outcome: 'failed' } as never), 'decision: contradictory'], // prettier-ignore
    ['a policy that was not met', ({ record }) => (record.policy = { ...{ id: 'p', version: 1, digest: null }, outcome: 'not_met', rules: [] }), 'decision: contradictory'], // prettier-ignore
    ['another issuer', ({ record }) => (record.credentials[0] = { ...record.credentials[0], issuer: 'did:web:other.example' } as never), 'verdicts: differ'], // prettier-ignore
    ['another time', ({ record }) => (record.decidedAt += 3_600), 'state-proofs: stale'],
    ['another member’s name', ({ record }) => (record.verifier = 'did:web:other.example'), 'record-signature: key_not_registered'], // prettier-ignore
    ['the registry', ({ alterInput }) => alterInput('state_proof', (text) => text.replaceAll('"active"', '"suspended"')), 'state-proofs: not_proven'], // prettier-ignore
    ['the status list', ({ alterInput }) => alterInput('status_list_jwt', signsAnew), 'status-lists: not_valid'],
    ['a list under another name', ({ manifest }) => (manifest.statusLists[0] = { ...manifest.statusLists[0], uri: 'https://other.example/1' } as never), 'status-lists: not_valid'], // prettier-ignore
    ['the roots', ({ alterInput }) => alterInput('issuing_roots', (text) => text.replace(']', ',"AAAA"]')), 'issuing-roots: foreign_root'], // prettier-ignore
    ['an input in the place of another', ({ manifest }) => ([manifest.issuingRoots, manifest.stateProofs[0]] = [manifest.stateProofs[0] ?? '', manifest.issuingRoots]), 'issuing-roots: malformed'], // prettier-ignore
    ['the ledger that was not asked', ({ manifest }) => (manifest.stateProofs = []), 'trust-inputs: foreign'],
  ])('%s', async (_what, change, found) => {
    const report = await check(setting, await forge(setting, evidence, change));
    expect(report.outcome).toBe('does_not_hold');
    expect(others(report)).toContain(found);
  });

  test('and nothing else is called forged: written anew without a change, it holds', async () => {
    const report = await check(setting, await forge(setting, evidence, () => undefined));
    expect(others(report)).toEqual([]);
  });

  test('and other tolerances than the usual are told', async () => {
    const forged = await forge(setting, evidence, ({ manifest }) => (manifest.policy.clockSkewSeconds = 86_400));
    const report = await check(setting, forged);
    const tolerances = report.items.find(({ item }) => item === 'tolerances');
    expect(tolerances).toMatchObject({ outcome: 'holds', code: 'other_numbers', reasons: ['clockSkewSeconds: 86400'] });
  });
});

describe('A file that is no evidence', () => {
  const verify = (text: string) => checkEvidence(text, setting.cooperative.trustFile, verifyWithNodeCrypto);

  test.each([
    '',
    '{}',
    '[]',
    '[['.repeat(40),
    '{"format":"incola-evidence","version":2}',
    'x'.repeat(33 * 1024 * 1024),
  ])('does not hold, whatever it is (case %#)', async (text) => {
    expect((await verify(text)).outcome).toBe('does_not_hold');
  });

  test('says nothing else where characters of one are changed, and never makes the checker stumble', async () => {
    const text = JSON.stringify(evidence);
    const untouched = await verify(text);
    const change = fc.tuple(fc.nat(text.length - 1), fc.constantFrom('0', 'A', '"', '{', ']', 'é', '\\'));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const characters = [...text];
        for (const [place, character] of changes) characters[place] = character;
        const report = await verify(characters.join(''));
        // The spare bits of a base64url text, say, change nothing.
        if (report.outcome === 'holds') expect(report).toEqual(untouched);
      }),
      { numRuns: 60 },
    );
  });

  test('is not believed with the trust file of another cooperative', async () => {
    const { trustFile } = setting.cooperative;
    const genesis = { ...trustFile.genesis, random: encodeBase64url(platformRandom(32)) };
    const foreign = { ...trustFile, genesis } as typeof trustFile;
    const report = await checkEvidence(JSON.stringify(evidence), foreign, verifyWithNodeCrypto);
    expect(others(report)[0]).toBe('state-proofs: not_proven');
  });
});
