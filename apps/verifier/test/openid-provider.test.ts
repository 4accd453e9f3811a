import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerHere, arrive, RelyingParty, startBridge, withKey, type BridgeUnderTest } from './relying-party.js';

let setting: BridgeUnderTest;
let bank: RelyingParty;
beforeAll(async () => {
  setting = await startBridge();
  bank = await RelyingParty.discover(setting, 'bank', 'app-with-key', withKey(setting));
}, 60_000);
afterAll(() => setting.close());

const ADDRESS = {
  ...{ street_address: '12 bis rue des Lilas Imaginaires', postal_code: '59000', locality: 'Ville-Imaginaire' },
};

describe('A bank that knows only OpenID Connect', () => {
  test('gets an address that a utility attests, as address and as verified claims, in both places', async () => {
    const request = await bank.begin('residency');
    const at = await arrive(setting, request);
    expect(at.shown.text).toContain('Banque fictive');
    const back = await answerHere(setting, at);
    const { tokens, claims } = await bank.finish(request, back.location ?? '');
    expect(claims).toMatchObject({ address: ADDRESS, given_name: 'Camille', family_name: 'Fictive' });
    expect(claims.verified_claims).toMatchObject({
      verification: {
        trust_framework: 'urn:incola:trust-framework:cooperative:1',
        evidence: [{ type: 'electronic_record', record: { type: 'utility_account' } }],
      },
      claims: { address: ADDRESS },
    });
    const told = await bank.userinfo(tokens.access_token, claims.sub);
    expect(told).toEqual({
      ...{ sub: claims.sub, address: ADDRESS, given_name: 'Camille', family_name: 'Fictive' },
      ...{ 'urn:incola:claim:evidence_date': '2026-05-20', verified_claims: claims.verified_claims },
    });
  });
});
