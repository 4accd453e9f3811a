import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  answerRequest,
  checkRequest,
  usableCredentials,
  withdrawConsent,
  type ConsentQuestion,
  type HistoryEntry,
} from '#holder';
import type { NoticeDelivery } from '#consent';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { fictiveVerifier, type FictiveVerifier } from './fictive-verifier.js';
import {
  ask,
  bankQuestion,
  HOME,
  makeRequest,
  makeScene,
  NOW,
  receiveBatch,
  type RequestChanges,
} from './make-scene.js';
import type { Scene } from './make-scene.js';

let scene: Scene;
let verifier: FictiveVerifier;
let delivery: NoticeDelivery;
let questions: ConsentQuestion[];
beforeEach(async () => {
  scene = await makeScene();
  verifier = fictiveVerifier(scene, () => delivery);
  scene.tools.fetch = verifier.fetch;
  questions = [];
});

async function answer(agree: boolean, changes: RequestChanges = {}) {
  const checked = await checkRequest(scene.tools, await makeRequest(scene, changes));
  if (checked.trusted) delivery = checked.delivery;
  return answerRequest(scene.tools, checked, (question) => {
    questions.push(question);
    return agree;
  });
}

const history = () => [...scene.tools.wallet.state.history.values()] as [HistoryEntry, ...HistoryEntry[]];
const remaining = () => usableCredentials(scene.tools.wallet.state, NOW).length;
const bankAsks = (...values: string[]): RequestChanges => ({
  asker: scene.bank,
  contract: 'bank-account-opening',
  query: bankQuestion(...values),
});

describe('the person who decides', () => {
  it('is shown what is shared, what stays hidden, for what, and by which checks', async () => {
    await receiveBatch(scene, 3);
    await answer(true);
    const [question] = questions;
    expect(question).toMatchObject({ answerable: true, remaining: 2, issuer: 'Eau des Collines' });
    expect(question?.shared).toEqual([
      { path: ['address', 'locality'], value: 'Ville-Imaginaire', compared: false },
      { path: ['resident_for_months_equal_or_over', '12'], value: true, compared: false },
      { path: ['evidence_date'], value: '2026-06-01', compared: false },
    ]);
    expect(question?.hidden).toContainEqual(['family_name']);
    expect(question?.hidden).toContainEqual(['address', 'street_address']);
    expect(question?.hidden).not.toContainEqual(['address', 'locality']);
    expect(question?.notice.onWithdrawal).toBe('erase');
    expect(question?.verdicts.every(({ outcome }) => outcome === 'passed')).toBe(true);
  });

  it('is asked before anything leaves, and nothing leaves without a yes', async () => {
    await receiveBatch(scene, 1);
    expect(await answer(false)).toEqual({ outcome: 'refused', code: 'consent_refused' });
    expect(verifier.presented).toEqual([]);
    expect(verifier.errors).toEqual([{ error: 'access_denied', state: 'state-1' }]);
    expect(remaining()).toBe(1);
  });

  it('is asked also where the address is another, and the asker cannot tell a mismatch from a no', async () => {
    await receiveBatch(scene, 1);
    expect(await answer(true, bankAsks('fr1:another'))).toEqual({ outcome: 'refused', code: 'no_matching_credential' });
    expect(await answer(false, bankAsks(HOME))).toEqual({ outcome: 'refused', code: 'consent_refused' });
    expect(questions).toHaveLength(2);
    expect(questions[0]?.shared[0]).toEqual({ path: ['address_canonical'], value: ['fr1:another'], compared: true });
    expect(verifier.errors[0]).toEqual(verifier.errors[1]);
    expect(verifier.presented).toEqual([]);
  });

  it('is not bothered by a request that is not trusted, of which the asker hears nothing', async () => {
    await receiveBatch(scene, 1);
    const query = ask([{ path: ['family_name'] }]);
    expect(await answer(true, { query })).toEqual({ outcome: 'refused', code: 'over_asking_claim' });
    expect({ questions, errors: verifier.errors, presented: verifier.presented }).toEqual({
      questions: [],
      errors: [],
      presented: [],
    });
    expect(scene.tools.wallet.state.refusals).toMatchObject([{ code: 'over_asking_claim' }]);
  });
});

describe('a presentation', () => {
  it('discloses what was asked and nothing else, under a credential that is never shown again', async () => {
    await receiveBatch(scene, 2);
    expect(await answer(true)).toMatchObject({ outcome: 'presented' });
    expect(await answer(true)).toMatchObject({ outcome: 'presented' });
    const shown = verifier.presented.map((vpToken) => parseSdJwtVc(vpToken.residency?.[0] ?? ''));
    expect(shown.map((parsed) => Object.keys(discloseClaims(parsed).claims).sort())).toEqual(
      Array(2).fill(['address', 'cnf', 'evidence_date', 'exp', 'iat', 'resident_for_months_equal_or_over', 'vct']),
    );
    expect(discloseClaims(shown[0] as (typeof shown)[0]).claims.address).toEqual({ locality: 'Ville-Imaginaire' });
    expect(new Set(shown.map(({ payload }) => JSON.stringify(payload.cnf))).size).toBe(2);
    expect(remaining()).toBe(0);
    expect(await answer(true)).toEqual({ outcome: 'refused', code: 'no_matching_credential' });
    expect(questions.at(-1)).toMatchObject({ answerable: false, remaining: 0 });
  });

  it('is counted as shown even when it does not arrive', async () => {
    await receiveBatch(scene, 1);
    scene.tools.fetch = () => Promise.reject(new Error('no network'));
    await expect(answer(true)).rejects.toMatchObject({ code: 'peer_unreachable', fault: 'outage' });
    expect(remaining()).toBe(0);
    expect(history()[0]).toMatchObject({ outcome: 'unanswered', differences: [] });
  });

  it('that the verifier does not accept is kept as rejected', async () => {
    await receiveBatch(scene, 1);
    verifier.status = 400;
    expect(await answer(true)).toMatchObject({ outcome: 'rejected' });
    expect(history()[0].outcome).toBe('rejected');
  });

  it('that is not accepted still leads back to where the asker says, and nowhere that is no public address', async () => {
    await receiveBatch(scene, 2);
    verifier.status = 400;
    verifier.wayBack = 'https://verifier.example/page?response_code=x';
    expect(await answer(true)).toMatchObject({ outcome: 'rejected', redirectUri: verifier.wayBack });
    verifier.wayBack = 'javascript:alert(1)';
    expect(await answer(true)).not.toHaveProperty('redirectUri');
  });
});

describe('the receipt', () => {
  beforeEach(() => receiveBatch(scene, 1));

  it('is kept where it agrees with what the wallet wrote down', async () => {
    await answer(true);
    expect(history()[0]).toMatchObject({ outcome: 'accepted', differences: [] });
    expect(history()[0].receipt).toBeDefined();
  });

  it('is missed where none came', async () => {
    verifier.receiptOf = () => undefined;
    await answer(true);
    expect(history()[0]).toMatchObject({ outcome: 'accepted' });
    expect(history()[0].receipt).toBeUndefined();
  });

  it('is missed where another key signed it', async () => {
    verifier.signedBy = { key: scene.stranger.key, leaf: scene.city.leaf };
    await answer(true);
    expect(history()[0].receipt).toBeUndefined();
  });

  it('is kept with what it says differently', async () => {
    verifier.receiptOf = (receipt) => ({ ...receipt, retentionDays: 9_999, claims: receipt.claims.slice(1) });
    await answer(true);
    expect(history()[0].differences).toEqual(['receipt_claims', 'receipt_retention']);
  });

  it('is what a withdrawal names, signed by the key that was presented', async () => {
    await answer(true);
    const signed = await withdrawConsent(scene.tools, history()[0]);
    expect(signed.outcome).toBe('erased');
    expect(verifier.withdrawals).toHaveLength(1);
    expect(history()[0].withdrawal?.answer).toEqual(signed);
  });

  it('is needed to withdraw', async () => {
    verifier.receiptOf = () => undefined;
    await answer(true);
    await expect(withdrawConsent(scene.tools, history()[0])).rejects.toMatchObject({ code: 'receipt_missing' });
  });

  it('is not withdrawn by an answer that another key signed', async () => {
    await answer(true);
    verifier.signedBy = { key: scene.stranger.key, leaf: scene.city.leaf };
    await expect(withdrawConsent(scene.tools, history()[0])).rejects.toMatchObject({
      code: 'withdrawal_answer_signature',
    });
    expect(history()[0].withdrawal).toBeUndefined();
  });
});
