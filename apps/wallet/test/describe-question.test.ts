import { beforeEach, describe, expect, it } from '@jest/globals';
import { checkRequest, consentQuestion, type ConsentQuestion } from '#holder';
import { describeQuestion } from '../src/app/consent/describe-question.js';
import { CONSENT_MESSAGES } from '../src/app/consent/consent.messages.js';
import { wasProofUsed } from '../src/app/consent/was-proof-used.js';
import { PROBLEM_TEXTS } from '../src/app/consent/request-problem.messages.js';
import { bankQuestion, HOME, makeRequest, makeScene, NOW, receiveBatch, type RequestChanges, type Scene } from '../../../libs/holder/test/make-scene.js'; // prettier-ignore

let scene: Scene;
beforeEach(async () => {
  scene = await makeScene();
});

async function question(changes: RequestChanges = {}): Promise<ConsentQuestion> {
  const checked = await checkRequest(scene.tools, await makeRequest(scene, changes));
  if (!checked.trusted) throw new Error(checked.code);
  return consentQuestion(scene.tools, checked);
}
async function shown(changes: RequestChanges = {}) {
  const asked = await question(changes);
  return describeQuestion(asked, asked.options[0], undefined, NOW, 'en');
}
const bankAsks = (...values: string[]): RequestChanges => ({
  asker: scene.bank,
  contract: 'bank-account-opening',
  query: bankQuestion(...values),
});

describe('the consent screen says', () => {
  it('who, why, what with values, what stays hidden, how long, and which rights', async () => {
    await receiveBatch(scene, 2);
    const description = await shown();
    expect(Object.keys(description).slice(0, 7)).toEqual([
      'who',
      'why',
      'comparisons',
      'shared',
      'hidden',
      'howLong',
      'rights',
    ]);
    expect(description.who).toMatchObject({
      legalId: 'FICTIF-1',
      host: 'verifier.example',
      lastInteraction: 'This is the first time with this wallet.',
    });
    expect(description.shared.map(({ value }) => value)).toEqual(['Ville-Imaginaire', 'Yes', '1 June 2026']);
    expect(description.hidden).toContainEqual({ label: 'family name', parts: [] });
    expect(description.howLong).toEqual({
      retention: 'one year, until 15 June 2027',
      ifWithdrawn: 'It is erased at once.',
      recipients: [],
    });
    expect(description.rights).toHaveLength(4);
    expect(description.obstacle).toBeUndefined();
  });

  it('an address question in plain words, without reading the address out', async () => {
    await receiveBatch(scene, 1);
    const description = await shown(bankAsks(HOME));
    expect(description.comparisons).toEqual([
      {
        question: expect.stringContaining('asks: is this your address?'),
        values: ['12 bis rue des Acacias Imaginaires, 99123 Ville Imaginaire'],
      },
    ]);
    expect(description.howLong).toMatchObject({
      retention: '5 years, until 15 June 2031',
      recipients: ['Supervisory authorities, where the law demands it'],
    });
  });

  it('what the person’s own proof says, where the address is another', async () => {
    await receiveBatch(scene, 1);
    const description = await shown(bankAsks('fr1:7|RUE DU LAC|99123|VILLE IMAGINAIRE'));
    expect(description.comparisons[0]?.values).toEqual(['7 rue du Lac, 99123 Ville Imaginaire']);
    expect(description.obstacle).toEqual({
      sentence: 'Your proof gives another address:',
      held: ['12 bis rue des Acacias Imaginaires, 99123 Ville Imaginaire'],
    });
  });

  it('no value where nothing answers', async () => {
    const description = await shown();
    expect(description.obstacle?.sentence).toBe(CONSENT_MESSAGES.en.noAnswers.no_card);
    expect(description.shared.every(({ value }) => value === '')).toBe(true);
    expect(description.hidden).toEqual([]);
  });
});

describe('what is wrong with a request', () => {
  it('is told in both languages, with what it means and what to do', () => {
    for (const [problem, en] of Object.entries(PROBLEM_TEXTS.en)) {
      const fr = PROBLEM_TEXTS.fr[problem as keyof typeof PROBLEM_TEXTS.fr];
      for (const member of ['title', 'text', 'todo'] as const) {
        expect({ problem, member, same: en[member] === fr[member] }).toEqual({ problem, member, same: false });
        expect(en[member].length).toBeGreaterThan(10);
      }
    }
  });
});

describe('after an interruption', () => {
  it('the person is told whether a proof was spent', async () => {
    const [held] = await receiveBatch(scene, 1);
    const checked = await checkRequest(scene.tools, await makeRequest(scene));
    if (!checked.trusted || held === undefined) throw new Error('a request and a proof');
    expect(wasProofUsed(scene.tools.wallet.state, checked)).toBe(false);
    const record = {
      id: 'p1',
      credentialId: held.id,
      presentedAt: NOW,
      delivery: checked.delivery,
      shared: [],
      holderKey: held.key,
      accessKey: checked.accessKey,
    };
    await scene.tools.wallet.record({ kind: 'credential_used', record });
    expect(wasProofUsed(scene.tools.wallet.state, checked)).toBe(true);
  });
});
