import { describe, expect, it } from '@jest/globals';
import type { OfferingIssuer, ShownOffer } from '#holder';
import { describeOffer } from '../src/app/offer/describe-offer.js';
import { OFFER_MESSAGES } from '../src/app/offer/offer.messages.js';

const label = (text: string) => ({ en: text, fr: `${text} (fr)` });
const offer = (issuer: OfferingIssuer): ShownOffer => ({
  preview: {} as ShownOffer['preview'],
  host: 'issuer.example',
  issuer,
  display: {
    vct: 'urn:incola:residency:1',
    name: label('Proof of residence'),
    description: label('A utility attests it.'),
    claims: [
      { path: ['given_name'], label: label('Given name') },
      { path: ['address'], label: label('Address') },
      { path: ['address', 'locality'], label: label('Municipality') },
    ],
  },
  issuerCallsItself: { en: 'The Bank of Everybody', fr: 'La banque de tous' },
  batchSize: 10,
});
const refused = (code: string): OfferingIssuer => ({ outcome: 'not_accredited', code });

describe('an offer', () => {
  const accredited: OfferingIssuer = {
    outcome: 'accredited',
    member: 'did:web:issuer.example:eau',
    name: 'Eau des Collines',
    legalId: 'FICTIF-1',
    memberSince: 1_781_524_800,
    operators: 'single',
  };

  it('is named by the registry, whatever the issuer calls itself', () => {
    expect(describeOffer(offer(accredited), 'en')).toMatchObject({
      name: 'Eau des Collines',
      legalId: 'FICTIF-1',
      obstacle: undefined,
      isDevelopment: true,
    });
  });

  it('says what the proof would say, object by its parts', () => {
    expect(describeOffer(offer(accredited), 'fr').claims).toEqual([
      { label: 'Given name (fr)', parts: [] },
      { label: 'Address (fr)', parts: ['Municipality (fr)'] },
    ]);
  });

  it.each(Object.keys(OFFER_MESSAGES.en.reasons))(
    'cannot be accepted: %s, with the reason in both languages',
    (code) => {
      const [en, fr] = (['en', 'fr'] as const).map((locale) => describeOffer(offer(refused(code)), locale).obstacle);
      expect(en?.length).toBeGreaterThan(20);
      expect(fr?.length).toBeGreaterThan(20);
      expect(fr).not.toBe(en);
    },
  );

  it('cannot be accepted for a reason that nobody has words for yet either', () => {
    expect(describeOffer(offer(refused('never_seen')), 'en').obstacle).toBe(OFFER_MESSAGES.en.reasons.unknown_member);
  });
});
