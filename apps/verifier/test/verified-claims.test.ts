import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { readCredentialTypes } from '#service-kit/schemas';
import { openidClaimsOf } from '../src/openid-provider/claim-names.js';
import { narrowVerifiedClaims } from '../src/openid-provider/narrow-verified-claims.js';
import { verifiedClaimsOf, type VerifiedAnswer } from '../src/openid-provider/verified-claims.js';

const answer: VerifiedAnswer = {
  ...{
    verificationId: 'v',
    contract: { id: 'c', version: 2 },
    decidedAt: '2026-05-28T20:26:40.000Z',
    verifier: 'did:web:b',
  },
  credentials: [
    {
      ...{ vct: 'urn:incola:residency:1', issuer: 'did:web:water.example', issuerTrust: 'registry' },
      claims: { given_name: 'Camille', address: { locality: 'Ville-Imaginaire' }, evidence_date: '2026-05-20' },
    },
    {
      ...{ vct: 'urn:eudi:pid:1', issuer: 'https://pid.example', issuerTrust: 'list' },
      claims: { age_equal_or_over: { '18': true } },
    },
  ],
};
const types = await readCredentialTypes('schemas');
const elements = verifiedClaimsOf(answer, types);

describe('Verified claims', () => {
  test('are one element a credential, each with its own rules, evidence and claims', () => {
    expect(elements).toMatchObject([
      {
        verification: {
          trust_framework: 'urn:incola:trust-framework:cooperative:1',
          assurance_process: { policy: 'urn:incola:contract:c:2' },
          evidence: [{ type: 'electronic_record', record: { source: { name: 'did:web:water.example' } } }],
        },
      },
      {
        verification: {
          trust_framework: 'urn:incola:trust-framework:trusted-list:1',
          evidence: [{ type: 'vouch', attestation: { voucher: { organization: 'https://pid.example' } } }],
        },
        claims: { 'urn:incola:claim:age_equal_or_over': { '18': true } },
      },
    ]);
  });

  test('have one name for an age, whatever the format that told it', () => {
    const disclosed = { 'eu.europa.ec.av.1': { age_over_18: true } };
    expect(openidClaimsOf({ vct: 'eu.europa.ec.av.1', claims: disclosed }, types)).toEqual({
      'urn:incola:claim:age_equal_or_over': { '18': true },
    });
  });

  test('say which policy has judged, if one did', () => {
    const [judged] = verifiedClaimsOf({ ...answer, policy: { id: 'over-18', version: 1 } }, types);
    expect(judged).toMatchObject({
      verification: { assurance_process: { procedure: 'urn:incola:verification-policy:over-18:1' } },
    });
  });

  test('name no level of assurance, since nobody has assessed one', () => {
    expect(JSON.stringify(elements)).not.toContain('assurance_level');
  });
});

describe('The member verified_claims of the claims parameter', () => {
  const narrow = (request: unknown) => narrowVerifiedClaims(elements, request);
  const framework = (trust_framework: unknown) => ({ verification: { trust_framework }, claims: null });

  test('asks for all of it where it is null, or not there', () => {
    expect(narrow(null)).toEqual(elements);
    expect(narrow(undefined)).toEqual(elements);
    expect(narrow({ verification: { trust_framework: null }, claims: null })).toEqual(elements);
  });

  test('leaves out what was verified by other rules than it wants', () => {
    const lists = 'urn:incola:trust-framework:trusted-list:1';
    expect(narrow(framework({ value: lists }))).toEqual(elements[1]);
    expect(narrow(framework({ values: ['eidas', lists] }))).toEqual(elements[1]);
    expect(narrow(framework({ value: 'eidas' }))).toBeUndefined();
    expect(
      narrow({ verification: { trust_framework: null, assurance_level: { value: 'high' } }, claims: null }),
    ).toBeUndefined();
    expect(narrow({ verification: { evidence: [{ type: { value: 'vouch' } }] } })).toEqual(elements[1]);
    expect(narrow({ verification: { evidence: [{ type: { value: 'document' } }] } })).toBeUndefined();
  });

  test('gets the claims that it names and no others, by value too', () => {
    const only = (claims: JsonObject) => narrow({ verification: { trust_framework: null }, claims });
    expect(only({ given_name: null })).toMatchObject({ claims: { given_name: 'Camille' } });
    expect(only({ given_name: { value: 'Dominique' } })).toBeUndefined();
    expect(only({ birthdate: null })).toBeUndefined();
    expect(only({ given_name: { essential: true, purpose: 'the account' } })).toEqual({
      verification: elements[0]?.verification,
      claims: { given_name: 'Camille' },
    });
  });

  test('may be several requests at once', () => {
    const one = (name: string) => ({ verification: { trust_framework: null }, claims: { [name]: null } });
    expect(narrow([one('given_name'), one('urn:incola:claim:age_equal_or_over')])).toHaveLength(2);
  });
});
