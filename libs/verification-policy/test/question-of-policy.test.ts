import { describe, expect, it } from '@jest/globals';
import type { DataUseContract } from '#ledger';
import { parseDcqlQuery } from '#openid4vp';
import type { JsonObject } from '#primitives';
import { parsePolicy, questionOfPolicy, type ExpectedPerson, type Policy } from '../src/index.js';
import { FOLDER, POLICIES, readJson, TYPES } from './policy-files.js';

const bank = await readJson<DataUseContract>('schemas/data-use-contracts/bank-account-opening.json');
const city = await readJson<DataUseContract>('schemas/data-use-contracts/city-resident-tariff.json');
const accountOpening = await readJson<JsonObject>(`${FOLDER}/account-opening.json`);
const ADDRESS = 'fr1:12|RUE DES LILAS|59000|VILLE IMAGINAIRE';
const NAME = { givenName: 'Camille', familyName: 'Fictive' };
const VCT = 'urn:incola:residency:1';
const allowed = (path: string[], maxValues = 0, vct = VCT) => ({ vct, path, maxValues });
const withNames = [...bank.claims, allowed(['given_name']), allowed(['family_name'])];

function policyOf(id: string): Policy {
  const policy = POLICIES.find((one) => one.id === id);
  if (policy === undefined) throw new Error(id);
  return policy;
}

function ask(id: string, expected: ExpectedPerson, within: DataUseContract['claims'] | undefined) {
  const question = questionOfPolicy(policyOf(id), expected, within, TYPES);
  expect(parseDcqlQuery(question.dcqlQuery)).toEqual(question.dcqlQuery);
  return question;
}

const refused = (code: string) => expect.objectContaining({ code }) as unknown;

describe('the question that a policy asks', () => {
  it('is a single query under a contract that covers it, without names where the contract has none', () => {
    const { dcqlQuery, claims } = ask('account-opening', { addresses: [ADDRESS], name: NAME }, bank.claims);
    expect(dcqlQuery).toEqual({
      credentials: [
        {
          id: 'residency_0',
          format: 'dc+sd-jwt',
          meta: { vct_values: [VCT] },
          claims: [{ path: ['address_canonical'], values: [ADDRESS] }, { path: ['evidence_date'] }],
        },
      ],
    });
    expect(claims).toEqual(
      [allowed(['address_canonical']), allowed(['evidence_date'])].map(({ vct, path }) => ({ vct, path })),
    );
  });

  it('asks for the name where the contract covers it and somebody compares it, and never sends the name', () => {
    const asked = ask('account-opening', { addresses: [ADDRESS], name: NAME }, withNames);
    expect(asked.claims.map(({ path }) => path.join('.'))).toEqual([
      'given_name',
      'family_name',
      'address_canonical',
      'evidence_date',
    ]);
    expect(JSON.stringify(asked)).not.toContain('Fictive');
    const unasked = ask('account-opening', { addresses: [ADDRESS] }, withNames);
    expect(unasked.claims.map(({ path }) => path.join('.'))).toEqual(['address_canonical', 'evidence_date']);
  });

  it('is the city’s under its own contract', () => {
    const { claims } = ask('resident-tariff', {}, city.claims);
    expect(claims.map(({ path }) => path.join('.'))).toEqual([
      'evidence_date',
      'resident_for_months_equal_or_over.12',
      'address.locality',
      'address.postal_code',
    ]);
  });

  it('has credential sets where there is a choice: any utility, or either format, or two needs', () => {
    const names = ['given_name', 'family_name', 'evidence_date'].map((name) => allowed([name]));
    const more = [
      allowed(['address_canonical'], 3),
      allowed(['supply_type'], 3),
      allowed(['resident_for_months_equal_or_over', '3']),
    ];
    const { dcqlQuery } = ask('proof-of-address', { addresses: [ADDRESS], name: NAME }, [...names, ...more]);
    expect(dcqlQuery.credential_sets).toEqual([{ options: [['residency_0'], ['residency_1'], ['residency_2']] }]);
    expect(dcqlQuery.credentials[1]?.claims?.[0]).toEqual({ path: ['supply_type'], values: ['electricity'] });
    const both = ask('residency-and-age', {}, undefined).dcqlQuery;
    expect(both.credential_sets).toEqual([
      { options: [['residence_0'], ['residence_1'], ['residence_2']] },
      { options: [['age_0'], ['age_1']] },
    ]);
    expect(both.credentials.find(({ id }) => id === 'age_1')?.claims).toEqual([
      { path: ['eu.europa.ec.av.1', 'age_over_18'] },
    ]);
  });

  it('leaves out what the contract does not cover, down to one way', () => {
    const { dcqlQuery } = ask('over-18', {}, [allowed(['age_equal_or_over', '18'], 0, 'urn:incola:age:1')]);
    expect(dcqlQuery).toEqual({
      credentials: [expect.objectContaining({ id: 'age_0', claims: [{ path: ['age_equal_or_over', '18'] }] })],
    });
  });

  it('tries no more values than the contract allows, however they are spread over its queries', () => {
    const names = ['given_name', 'family_name', 'evidence_date'].map((name) => allowed([name]));
    const months = allowed(['resident_for_months_equal_or_over', '3']);
    const within = [...names, months, allowed(['address_canonical'], 1), allowed(['supply_type'], 2)];
    const { dcqlQuery } = ask('proof-of-address', { addresses: [ADDRESS], name: NAME }, within);
    expect(dcqlQuery.credentials.map(({ id }) => id)).toEqual(['residency_0', 'residency_1']);
    const two = { addresses: [ADDRESS, `${ADDRESS}X`], name: NAME };
    expect(() => ask('proof-of-address', two, within)).toThrow(refused('policy_not_covered'));
  });

  it('marks as optional what the policy does not require', () => {
    const [need] = accountOpening.needs as JsonObject[];
    const optional = { ...need, id: 'bonus', required: false, rules: {} };
    const policy = parsePolicy({ ...accountOpening, needs: [need as JsonObject, optional] }, TYPES);
    const { dcqlQuery } = questionOfPolicy(policy, { addresses: [ADDRESS] }, undefined, TYPES);
    expect(dcqlQuery.credential_sets).toEqual([
      { options: [['residency_0']] },
      { options: [['bonus_0']], required: false },
    ]);
  });

  it.each<[string, string, ExpectedPerson, DataUseContract['claims'] | undefined]>([
    ['policy_not_covered', 'over-18', {}, bank.claims],
    ['policy_not_covered', 'account-opening', { addresses: [ADDRESS] }, city.claims],
    [
      'policy_not_covered',
      'account-opening',
      { addresses: [ADDRESS, `${ADDRESS}X`, `${ADDRESS}Y`, `${ADDRESS}Z`] },
      bank.claims,
    ],
    ['policy_not_covered', 'proof-of-address', { addresses: [ADDRESS], name: NAME }, bank.claims],
    ['addresses_required', 'account-opening', {}, bank.claims],
    ['names_required', 'proof-of-address', { addresses: [ADDRESS] }, undefined],
    ['names_not_in_policy', 'over-18', { name: NAME }, undefined],
    ['addresses_not_in_policy', 'resident-tariff', { addresses: [ADDRESS] }, city.claims],
  ])('refuses with %s: %s', (code, id, expected, within) => {
    expect(() => questionOfPolicy(policyOf(id), expected, within, TYPES)).toThrow(refused(code));
  });
});

describe('a policy’s file', () => {
  const [need] = accountOpening.needs as JsonObject[];
  const [alternative] = need?.oneOf as JsonObject[];
  const withAlternative = (change: JsonObject) => ({
    ...accountOpening,
    needs: [{ ...need, oneOf: [{ ...alternative, ...change }] }],
  });
  const withRules = (rules: JsonObject) => ({ ...accountOpening, needs: [{ ...need, rules }] });

  it('has a digest that changes with every member', () => {
    const { digest } = parsePolicy(accountOpening, TYPES);
    expect(parsePolicy({ ...accountOpening }, TYPES).digest).toBe(digest);
    expect(parsePolicy({ ...accountOpening, maxStatusOutageSeconds: 1 }, TYPES).digest).not.toBe(digest);
  });

  it.each<[string, string, JsonObject]>([
    ['malformed_policy', 'a member that nobody knows', { ...accountOpening, maximumMonths: 3 }],
    ['malformed_policy', 'a rule that nobody knows', withRules({ maximumMonths: 3 })],
    ['malformed_policy', 'a treatment that is none', withRules({ address: { notAvailable: 'maybe' } })],
    ['malformed_policy', 'no need', { ...accountOpening, needs: [] }],
    ['malformed_policy', 'an issuer without its name', withAlternative({ issuers: [{ by: 'member' }] })],
    ['malformed_policy', 'nobody as issuer', withAlternative({ issuers: [] })],
    ['policy_unknown_type', 'a type that is not there', withAlternative({ type: 'passport' })],
    ['policy_format_not_of_type', 'a format that the type has not', withAlternative({ format: 'mso_mdoc' })],
    ['policy_unknown_claim', 'a claim that the type has not', withAlternative({ show: [['amount']] })],
    ['policy_unknown_claim', 'a rule that the type cannot answer', withRules({ minimumAge: 18 })],
    ['policy_unknown_claim', 'months that the type does not tell', withRules({ minimumMonths: 5 })],
    ['policy_duplicate_need', 'a need twice', { ...accountOpening, needs: [need as JsonObject, need as JsonObject] }],
    ['policy_without_required_need', 'nothing required', { ...accountOpening, needs: [{ ...need, required: false }] }],
  ])('is refused with %s: %s', (code, _words, json) => {
    expect(() => parsePolicy(json, TYPES)).toThrow(refused(code));
  });
});
