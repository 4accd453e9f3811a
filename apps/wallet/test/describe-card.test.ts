import { describe, expect, it } from '@jest/globals';
import type { HeldCard } from '#holder';
import { describeCard } from '../src/app/cards/describe-card.js';

const NOW = 1_781_524_800;
const DAY = 86_400;
const card = (change: Partial<HeldCard>): HeldCard => ({
  id: 'b1',
  vct: 'urn:incola:residency:1',
  issuer: { member: 'did:web:x', name: 'Eau des Collines', credentialIssuer: 'https://x.example' },
  claims: { address: { street_address: 'Apt 3\n12 bis rue des Érables', locality: 'Lille' } },
  credentials: [],
  remaining: 8,
  validUntil: NOW + 10 * DAY,
  state: 'usable',
  ...change,
});
const shown = (change: Partial<HeldCard>) => describeCard(card(change), undefined, NOW, 'en');

describe('a card', () => {
  it('says which home it is of, how many proofs are left, and until when', () => {
    expect(shown({})).toMatchObject({
      place: 'Apt 3, 12 bis rue des Érables, Lille',
      supply: '8 proofs left, until 25 June 2026',
      warning: undefined,
    });
    expect(describeCard(card({ remaining: 1 }), undefined, NOW, 'fr').supply).toBe(
      '1 utilisation restante, jusqu’au 25 juin 2026',
    );
  });

  it.each<[string, Partial<HeldCard>, string, RegExp]>([
    ['few are left', { remaining: 2 }, 'warning', /Only 2 proofs are left/],
    ['one is left', { remaining: 1 }, 'warning', /Only one proof is left/],
    ['they end soon', { validUntil: NOW + 2 * DAY }, 'warning', /end soon/],
    ['all were used', { remaining: 0, state: 'used_up' }, 'danger', /Ask Eau des Collines/],
    ['they have expired', { remaining: 0, state: 'expired', validUntil: NOW - DAY }, 'danger', /too old/],
  ])('warns when %s', (_when, change, kind, sentence) => {
    const { warning } = shown(change);
    expect(warning?.kind).toBe(kind);
    expect(warning?.sentence).toMatch(sentence);
  });

  it('has a name even where its type is not known, and no place where it gives none', () => {
    expect(shown({ claims: { age: true } })).toMatchObject({ title: 'Proof', place: undefined });
  });
});
