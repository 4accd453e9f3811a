import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeDelivery } from '#consent';
import { answerRequest, checkRequest, consentQuestion, usableCredentials, type TrustedRequest } from '#holder';
import { fictiveVerifier, type FictiveVerifier } from './fictive-verifier.js';
import {
  ask,
  bankQuestion,
  CITY,
  contractOf,
  HOME,
  makeRequest,
  makeScene,
  NOW,
  orDocument,
  receiveBatch,
  VCT,
  type RequestChanges,
  type Scene,
} from './make-scene.js';

let scene: Scene;
let verifier: FictiveVerifier;
let delivery: NoticeDelivery;
beforeEach(async () => {
  scene = await makeScene();
  verifier = fictiveVerifier(scene, () => delivery);
  scene.tools.fetch = verifier.fetch;
});

async function receive(changes: RequestChanges = {}): Promise<TrustedRequest> {
  const checked = await checkRequest(scene.tools, await makeRequest(scene, changes));
  if (!checked.trusted) throw new Error(`not trusted: ${checked.code}`);
  delivery = checked.delivery;
  return checked;
}
const bankAsks = (...values: string[]): RequestChanges => ({
  asker: scene.bank,
  contract: 'bank-account-opening',
  query: bankQuestion(...values),
});
const noAnswerTo = async (changes: RequestChanges) => consentQuestion(scene.tools, await receive(changes)).noAnswer;

describe('the question names', () => {
  it('since when the asker is a member, where the answer goes, and when they had to do with one another', async () => {
    await receiveBatch(scene, 2);
    const first = consentQuestion(scene.tools, await receive());
    expect(first).toMatchObject({
      host: 'verifier.example',
      vct: 'urn:incola:residency:1',
      lastInteraction: undefined,
    });
    expect(first.member.admittedAt).toBe(NOW - 9e6);
    await answerRequest(scene.tools, await receive(), () => true);
    expect(consentQuestion(scene.tools, await receive()).lastInteraction).toEqual({ at: NOW, kind: 'shared' });
  });

  it('one way to answer for each card, not for each credential', async () => {
    await receiveBatch(scene, 3);
    await receiveOther();
    const { options } = consentQuestion(scene.tools, await receive());
    expect(options.map(({ issuer, remaining }) => ({ issuer, remaining }))).toEqual([
      { issuer: 'Eau des Collines', remaining: 2 },
      { issuer: 'Lumière Fictive', remaining: 0 },
    ]);
  });
});

/** A credential of another issuer that says the same. */
async function receiveOther(): Promise<string> {
  const [template] = await receiveBatch(scene, 1, NOW + 15 * 86_400);
  if (template === undefined) throw new Error('a credential was received');
  const issuer = {
    member: 'did:web:issuer.example:lumiere',
    name: 'Lumière Fictive',
    credentialIssuer: 'https://x.example',
  };
  const { wallet } = scene.tools;
  await wallet.record({ kind: 'credentials_deleted', credentials: [template.id] });
  await wallet.record({
    kind: 'credentials_received',
    credentials: [{ ...template, id: 'other', batch: 'other', issuer }],
  });
  return 'other';
}

describe('the person', () => {
  it('answers with the card of her choice', async () => {
    await receiveBatch(scene, 1);
    const other = await receiveOther();
    expect(await answerRequest(scene.tools, await receive(), () => ({ card: other }))).toMatchObject({
      outcome: 'presented',
    });
    expect([...scene.tools.wallet.state.used]).toEqual(['other']);
  });

  it('shares nothing by a card that does not answer', async () => {
    await receiveBatch(scene, 1);
    expect(await answerRequest(scene.tools, await receive(), () => ({ card: 'none' }))).toEqual({
      outcome: 'refused',
      code: 'no_matching_credential',
    });
    expect({ presented: verifier.presented, errors: verifier.errors }).toEqual({
      presented: [],
      errors: [{ error: 'access_denied', state: 'state-1' }],
    });
  });

  it('spends no second credential on a request that was answered', async () => {
    await receiveBatch(scene, 2);
    const trusted = await receive();
    const first = await answerRequest(scene.tools, trusted, () => true);
    const again = await answerRequest(scene.tools, trusted, () => true);
    expect(again).toMatchObject({
      outcome: 'presented',
      presentation: (first as { presentation: string }).presentation,
    });
    expect(verifier.presented).toHaveLength(1);
    expect(usableCredentials(scene.tools.wallet.state, NOW)).toHaveLength(1);
  });

  it('may try again with the next credential where the answer did not arrive', async () => {
    await receiveBatch(scene, 2);
    const trusted = await receive();
    scene.tools.fetch = () => Promise.reject(new Error('no network'));
    await expect(answerRequest(scene.tools, trusted, () => true)).rejects.toMatchObject({ code: 'peer_unreachable' });
    scene.tools.fetch = verifier.fetch;
    expect(await answerRequest(scene.tools, trusted, () => true)).toMatchObject({ outcome: 'presented' });
  });

  it('spends nothing on a request that ended while she read it', async () => {
    await receiveBatch(scene, 1);
    const trusted = await receive();
    scene.now = NOW + 600;
    expect(await answerRequest(scene.tools, trusted, () => true)).toEqual({
      outcome: 'refused',
      code: 'request_expired',
    });
    expect(verifier.presented).toEqual([]);
    expect(usableCredentials(scene.tools.wallet.state, NOW)).toHaveLength(1);
  });

  it('finds in her history who asked, and where, when she said no', async () => {
    await answerRequest(scene.tools, await receive(), () => false);
    expect(scene.tools.wallet.state.refusals).toMatchObject([
      { member: CITY, memberName: `Membre ${CITY}`, host: 'verifier.example', code: 'consent_refused' },
    ]);
  });
});

describe('why nothing answers is told to the person alone', () => {
  it('where she holds no such card', async () => {
    expect(await noAnswerTo({})).toEqual({ reason: 'no_card' });
  });
  it('where each of its credentials was used', async () => {
    await receiveBatch(scene, 1);
    await answerRequest(scene.tools, await receive(), () => true);
    expect(await noAnswerTo({})).toEqual({ reason: 'used_up' });
  });
  it('where it has expired', async () => {
    await receiveBatch(scene, 1, NOW);
    expect(await noAnswerTo({})).toEqual({ reason: 'expired' });
  });
  it('where it says another address, with that address', async () => {
    await receiveBatch(scene, 1);
    expect(await noAnswerTo(bankAsks('fr1:another'))).toEqual({ reason: 'mismatch', held: [HOME] });
  });
  it('where it does not say what is asked', async () => {
    await receiveBatch(scene, 1);
    const path = ['address', 'region'];
    contractOf(scene, 'city-resident-tariff').claims.push({ vct: VCT, path, maxValues: 0 });
    expect(await noAnswerTo({ query: ask([{ path }]) })).toEqual({ reason: 'claim_missing' });
  });
});

describe('a question that an mdoc would answer as well', () => {
  const path = ['eu.europa.ec.av.1', 'age_over_18'];
  beforeEach(() => {
    const { claims } = contractOf(scene, 'city-resident-tariff');
    claims.push({ vct: 'eu.europa.ec.av.1', path, maxValues: 0 });
  });

  it('is answered with what this wallet holds, and names only that', async () => {
    await receiveBatch(scene, 1);
    const trusted = await receive({ query: orDocument(path) });
    const question = consentQuestion(scene.tools, trusted);
    expect(question).toMatchObject({ vct: VCT, answerable: true });
    expect(question.shared.map((claim) => claim.path)).toEqual([
      ['address', 'locality'],
      ['resident_for_months_equal_or_over', '12'],
      ['evidence_date'],
    ]);
    expect(await answerRequest(scene.tools, trusted, () => true)).toMatchObject({ outcome: 'presented' });
  });

  it('names the card that is missing, where there is none', async () => {
    expect(await noAnswerTo({ query: orDocument(path) })).toEqual({ reason: 'no_card' });
    expect(consentQuestion(scene.tools, await receive({ query: orDocument(path) })).vct).toBe(VCT);
  });

  it('is not answered where both are asked for at once', async () => {
    await receiveBatch(scene, 1);
    const { credentials } = orDocument(path);
    for (const query of [
      { credentials },
      { credentials, credential_sets: [{ options: [['document', 'residency']] }] },
      { credentials, credential_sets: [{ options: [['document']] }, { options: [['residency']] }] },
    ]) {
      expect(await noAnswerTo({ query })).toEqual({ reason: 'several_asked' });
      const outcome = await answerRequest(scene.tools, await receive({ query }), () => true);
      expect(outcome).toEqual({ outcome: 'refused', code: 'no_matching_credential' });
    }
  });
});

describe('where to go on', () => {
  const answering = (redirectUri: unknown) => {
    const { fetch } = verifier;
    scene.tools.fetch = async (url, init) => {
      const answer = await fetch(url, init);
      const body = (await answer.json()) as object;
      return new Response(JSON.stringify({ ...body, redirect_uri: redirectUri }), { status: 200 });
    };
  };

  it('is told by the verifier, after a yes and after a no', async () => {
    await receiveBatch(scene, 1);
    answering('https://city.example/done#response_code=abc');
    const expected = { redirectUri: 'https://city.example/done#response_code=abc' };
    expect(await answerRequest(scene.tools, await receive(), () => false)).toMatchObject(expected);
    expect(await answerRequest(scene.tools, await receive(), () => true)).toMatchObject(expected);
  });

  it.each(['javascript:alert(1)', 'http://city.example/', 'data:text/html,x', '/relative', 7, null])(
    'is not followed to %j',
    async (uri) => {
      answering(uri);
      const outcome = await answerRequest(scene.tools, await receive(), () => false);
      expect(outcome).toEqual({ outcome: 'refused', code: 'consent_refused' });
    },
  );
});
