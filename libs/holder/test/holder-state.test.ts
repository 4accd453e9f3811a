import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  deleteCard,
  EMPTY_STATE,
  foldEvent,
  heldCards,
  lastInteractionWith,
  usableCredentials,
  type HeldCredential,
  type HistoryEntry,
  type HolderEvent,
  type HolderState,
} from '#holder';
import { issueSdJwtVc } from '#sd-jwt-vc';
import { CITY, CLAIMS, makeScene, NOW, receiveBatch, VCT, type Scene } from './make-scene.js';

const DAY = 86_400;
let scene: Scene;
beforeEach(async () => {
  scene = await makeScene();
});

const state = () => scene.tools.wallet.state;

/** One more credential, with what it says and when it was received. */
async function receive(batch: string, claims: object, receivedAt: number, expiresAt = NOW + DAY): Promise<void> {
  const { wallet, random } = scene.tools;
  const key = await wallet.createKey();
  const compact = await issueSdJwtVc(
    {
      vct: VCT,
      claims: { ...CLAIMS, ...claims },
      holderKey: key.publicJwk,
      issuedAt: NOW,
      expiresAt,
      x5c: [scene.waterLeaf],
    },
    { signer: scene.water, random },
  );
  const issuer = { member: 'did:web:issuer.example:eau', name: 'Eau', credentialIssuer: 'https://issuer.example/eau' };
  const credential: HeldCredential = { id: `${batch}-1`, compact, key, vct: VCT, batch, issuer, receivedAt, expiresAt };
  await wallet.record({ kind: 'credentials_received', credentials: [credential] });
}

describe('what the first wallets wrote', () => {
  const credential = { id: 'c1', batch: 'b1', vct: VCT, expiresAt: NOW + DAY, receivedAt: NOW };
  const record = { id: 'p1', credentialId: 'c1', presentedAt: NOW, shared: [] };
  const written = [
    { version: 1, at: NOW, kind: 'credentials_received', credentials: [credential] },
    { version: 1, at: NOW + 1, kind: 'credential_used', record },
    { version: 1, at: NOW + 2, kind: 'presentation_answered', presentation: 'p1', accepted: true },
    {
      version: 1,
      at: NOW + 3,
      kind: 'request_refused',
      id: 'r1',
      member: CITY,
      contract: 'x',
      code: 'consent_refused',
    },
  ] as unknown as HolderEvent[];

  it('is read by a wallet of today, which knows no labels of it', () => {
    const read = written.reduce(foldEvent, EMPTY_STATE);
    expect([...read.credentials.keys()]).toEqual(['c1']);
    expect(read.history.get('p1')).toMatchObject({ outcome: 'accepted', differences: [] });
    expect(read.refusals).toEqual([{ at: NOW + 3, id: 'r1', member: CITY, contract: 'x', code: 'consent_refused' }]);
    expect(read.types.size).toBe(0);
  });
});

describe('deleting a card', () => {
  it('takes all its credentials away, and leaves other cards and the history alone', async () => {
    await receiveBatch(scene, 2);
    await receive('elsewhere', { given_name: 'Basile' }, NOW + 1);
    const [, first] = heldCards(state(), NOW);
    await deleteCard(scene.tools, first?.id ?? '');
    expect(heldCards(state(), NOW).map(({ claims }) => claims.given_name)).toEqual(['Basile']);
    expect(usableCredentials(state(), NOW).map(({ id }) => id)).toEqual(['elsewhere-1']);
  });

  it('keeps what was shared with it', () => {
    const history = new Map([['p1', { id: 'p1', credentialId: 'c1' } as HistoryEntry]]);
    const before: HolderState = { ...EMPTY_STATE, history, used: new Set(['c1']) };
    const after = foldEvent(before, { version: 1, at: NOW, kind: 'credentials_deleted', credentials: ['c1'] });
    expect([...after.history.keys()]).toEqual(['p1']);
  });

  it('refuses a card that is not there', async () => {
    await expect(deleteCard(scene.tools, 'nothing')).rejects.toMatchObject({ code: 'card_unknown' });
  });
});

describe('the cards of a wallet', () => {
  it('say how many single-use credentials remain, and until when', async () => {
    await receiveBatch(scene, 3, NOW + 100);
    expect(heldCards(state(), NOW)).toMatchObject([{ remaining: 3, validUntil: NOW + 100, state: 'usable' }]);
    expect(heldCards(state(), NOW + 100)).toMatchObject([{ remaining: 0, validUntil: NOW + 100, state: 'expired' }]);
  });

  it('are used up when each was shown', async () => {
    await receiveBatch(scene, 2);
    const used = new Set([...state().credentials.keys()]);
    expect(heldCards({ ...state(), used }, NOW)).toMatchObject([{ remaining: 0, state: 'used_up' }]);
  });

  it('are renewed by a batch that says the same of another day, and keep their name', async () => {
    await receive('first', { evidence_date: '2026-05-01' }, NOW - DAY, NOW);
    await receive(
      'second',
      { evidence_date: '2026-06-01', resident_for_months_equal_or_over: { '12': true, '24': false } },
      NOW,
    );
    const cards = heldCards(state(), NOW);
    expect(cards).toMatchObject([{ id: 'first', remaining: 1, claims: { evidence_date: '2026-06-01' } }]);
  });

  it('are two for two homes', async () => {
    await receive('first', {}, NOW - DAY);
    await receive('second', { address_canonical: 'fr1:7|RUE DU LAC|99123|VILLE IMAGINAIRE' }, NOW);
    expect(heldCards(state(), NOW).map(({ id }) => id)).toEqual(['second', 'first']);
  });

  it('show nothing that only programs read', async () => {
    await receiveBatch(scene, 1);
    const [card] = heldCards(state(), NOW);
    expect(Object.keys(card?.claims ?? {}).sort()).toEqual(Object.keys(CLAIMS).sort());
  });
});

describe('the last interaction with a member', () => {
  const entry = (presentedAt: number, withdrawnAt?: number) =>
    ({
      presentedAt,
      delivery: { notice: { verifier: { member: CITY } } },
      ...(withdrawnAt === undefined ? {} : { withdrawal: { answer: { answeredAt: withdrawnAt } } }),
    }) as unknown as HistoryEntry;
  const refused = { id: 'r', member: CITY, contract: undefined, code: 'consent_refused' };

  it.each<[string, Partial<HolderState>, unknown]>([
    ['is none where there was none', {}, undefined],
    ['is what was shared', { history: new Map([['1', entry(NOW)]]) }, { at: NOW, kind: 'shared' }],
    ['is a withdrawal', { history: new Map([['1', entry(NOW, NOW + 5)]]) }, { at: NOW + 5, kind: 'withdrawn' }],
    [
      'is a refusal that came later',
      { history: new Map([['1', entry(NOW)]]), refusals: [{ at: NOW + 9, ...refused }] },
      { at: NOW + 9, kind: 'refused' },
    ],
    ['is no other member’s', { refusals: [{ at: NOW, ...refused, member: 'did:web:other.example' }] }, undefined],
  ])('%s', (_what, change, expected) => {
    expect(lastInteractionWith({ ...EMPTY_STATE, ...change }, CITY)).toEqual(expected);
  });
});
