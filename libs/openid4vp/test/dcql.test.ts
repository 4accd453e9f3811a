import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '#primitives';
import { checkAnswer, DCQL_LIMITS, matchDcql, parseDcqlQuery, selectClaims } from '#openid4vp';
import type { ClaimsPathPointer, DcqlQuery, PresentedCredential, QueryableCredential } from '#openid4vp';

const VECTORS = 'test/vectors/openid4vp';
const read = (file: string): unknown => JSON.parse(readFileSync(`${VECTORS}/${file}`, 'utf8'));
const PID = 'https://credentials.example.com/identity_credential';

const pid: QueryableCredential = {
  id: 'pid-1',
  format: 'dc+sd-jwt',
  type: PID,
  holderBound: true,
  claims: {
    family_name: 'Doe',
    given_name: 'John',
    postal_code: '90210',
    date_of_birth: '1990-01-01',
    address: { street_address: '42 Market Street' },
  },
};
const presentedPid: PresentedCredential = {
  format: pid.format,
  type: pid.type,
  holderBound: true,
  claims: { family_name: 'Doe', given_name: 'John', address: { street_address: '42 Market Street' } },
  disclosedPaths: [['family_name'], ['given_name'], ['address'], ['address', 'street_address']],
};
const simple = parseDcqlQuery(read('query_lang/simple.json'));

function query(part: object, more: object = {}): DcqlQuery {
  const base = { id: 'q', format: 'dc+sd-jwt', meta: { vct_values: [PID] } };
  return parseDcqlQuery({ credentials: [{ ...base, ...part }], ...more });
}
function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
}

describe('A DCQL query', () => {
  test.each(readdirSync(`${VECTORS}/query_lang`))('is read: the specification’s example %s', (file) => {
    expect(parseDcqlQuery(read(`query_lang/${file}`)).credentials.length).toBeGreaterThan(0);
  });

  test('has unknown members ignored', () => {
    const parsed = query({ future: 1, claims: [{ path: ['a'], later: true }] }, { beyond: {} });
    expect(JSON.stringify(parsed)).not.toMatch(/future|later|beyond/);
  });

  test('for an mdoc names each element by namespace and identifier, and keeps whether it is to be retained', () => {
    const mdoc = { format: 'mso_mdoc', meta: { doctype_value: 'eu.europa.ec.av.1' } };
    const claims = [{ path: ['eu.europa.ec.av.1', 'age_over_18'], intent_to_retain: false }];
    expect(query({ ...mdoc, claims }).credentials[0]?.claims).toEqual(claims);
    for (const path of [['age_over_18'], ['a', 'b', 'c'], ['a', null], ['a', 0]]) {
      expect(codeOf(() => query({ ...mdoc, claims: [{ path }] }))).toBe('dcql_mdoc_path');
    }
  });

  test('has a claims query that points to the same claim again ignored', () => {
    expect(query({ claims: [{ path: ['a'] }, { path: ['a'] }] }).credentials[0]?.claims).toHaveLength(1);
  });

  test.each([
    ['no credentials', { credentials: [] }, 'malformed_dcql_query'],
    ['an id with a space', { credentials: [{ id: 'a b', format: 'x', meta: {} }] }, 'malformed_dcql_query'],
    ['no meta', { credentials: [{ id: 'a', format: 'x' }] }, 'malformed_dcql_query'],
    ['two equal ids', { credentials: [1, 2].map(() => ({ id: 'a', format: 'x', meta: {} })) }, 'dcql_duplicate_id'],
    ['no type for SD-JWT VC', { credentials: [{ id: 'a', format: 'dc+sd-jwt', meta: {} }] }, 'dcql_meta_missing'],
    [
      'claim sets without claims',
      { credentials: [{ id: 'a', format: 'x', meta: {}, claim_sets: [['b']] }] },
      'dcql_claim_sets_without_claims',
    ],
    [
      'claim sets over claims without id',
      { credentials: [{ id: 'a', format: 'x', meta: {}, claims: [{ path: ['b'] }], claim_sets: [['b']] }] },
      'dcql_claim_id_missing',
    ],
    [
      'a claim set that names nothing',
      { credentials: [{ id: 'a', format: 'x', meta: {}, claims: [{ id: 'c', path: ['b'] }], claim_sets: [['b']] }] },
      'dcql_unknown_claim_id',
    ],
    [
      'a credential set that names nothing',
      { credentials: [{ id: 'a', format: 'x', meta: {} }], credential_sets: [{ options: [['z']] }] },
      'dcql_unknown_credential_id',
    ],
    [
      'a negative index',
      { credentials: [{ id: 'a', format: 'x', meta: {}, claims: [{ path: [-1] }] }] },
      'malformed_dcql_query',
    ],
    [
      'an empty path',
      { credentials: [{ id: 'a', format: 'x', meta: {}, claims: [{ path: [] }] }] },
      'malformed_dcql_query',
    ],
    [
      'empty values',
      { credentials: [{ id: 'a', format: 'x', meta: {}, claims: [{ path: ['a'], values: [] }] }] },
      'malformed_dcql_query',
    ],
    [
      'more credentials than the limit',
      {
        credentials: Array.from({ length: DCQL_LIMITS.credentials + 1 }, (_, id) => ({
          id: `a${id}`,
          format: 'x',
          meta: {},
        })),
      },
      'malformed_dcql_query',
    ],
    ['text', 'select *', 'malformed_dcql_query'],
  ])('is refused with %s', (_words, value, code) => {
    expect(codeOf(() => parseDcqlQuery(value))).toBe(code);
  });
});

describe('A claims path pointer', () => {
  const vector = read('claims-path-pointers.json') as {
    credential: JsonValue;
    pointers: { path: ClaimsPathPointer; selected: JsonValue[] }[];
  };
  test.each(vector.pointers)('selects what the specification says: $path', ({ path, selected }) => {
    expect(selectClaims(vector.credential, path)?.map(({ value }) => value)).toEqual(selected);
  });
  test.each([
    [['nothing']],
    [['name', 'first']],
    [['address', 0]],
    [['name', null]],
    [['nationalities', 2]],
    [['__proto__']],
  ])('is an error where it leads nowhere: %j', (path) => expect(selectClaims(vector.credential, path)).toBeUndefined());
  test('becomes one path for each element that null selects', () => {
    const selected = selectClaims(vector.credential, ['degrees', null, 'type']);
    expect(selected?.map(({ path }) => path)).toEqual([
      ['degrees', 0, 'type'],
      ['degrees', 1, 'type'],
    ]);
  });
});

describe('Matching', () => {
  test('finds the credential and what to disclose of it', () => {
    const match = matchDcql(simple, [pid]);
    expect(match.options).toEqual([['my_credential']]);
    expect(match.matches.my_credential?.[0]?.disclose).toEqual([
      ['family_name'],
      ['given_name'],
      ['address', 'street_address'],
    ]);
  });
  test('refuses another type, another format, a missing claim and a credential without holder binding', () => {
    const others = [
      { ...pid, type: 'x' },
      { ...pid, format: 'mso_mdoc' },
      { ...pid, claims: { family_name: 'Doe' } },
      { ...pid, holderBound: false },
    ];
    for (const other of others) expect(matchDcql(simple, [other]).options).toEqual([]);
  });
  test('takes a credential without holder binding where the query allows it', () => {
    expect(
      matchDcql(query({ require_cryptographic_holder_binding: false }), [{ ...pid, holderBound: false }]).options,
    ).toHaveLength(1);
  });
  test('compares values by type and value', () => {
    const asks = (values: unknown[]) =>
      matchDcql(query({ claims: [{ path: ['postal_code'], values }] }), [pid]).options.length;
    expect([asks(['90210']), asks(['90211']), asks([90210]), asks(['1', '90210'])]).toEqual([1, 0, 0, 1]);
  });
  test('takes the first claim set that it can satisfy', () => {
    const alternatives = parseDcqlQuery(read('query_lang/claims_alternatives.json'));
    const [match] = matchDcql(alternatives, [pid]).matches.pid ?? [];
    expect(match).toEqual({
      credentialId: 'pid-1',
      claimSet: 1,
      disclose: [['family_name'], ['postal_code'], ['date_of_birth']],
    });
  });
  test('offers the ways of credential sets in the verifier’s order, optional ones apart', () => {
    const alternatives = parseDcqlQuery(read('query_lang/credentials_alternatives.json'));
    const reduced: QueryableCredential[] = [
      { ...pid, id: 'r1', type: 'https://credentials.example.com/reduced_identity_credential' },
      {
        ...pid,
        id: 'r2',
        type: 'https://cred.example/residence_credential',
        claims: { postal_code: '1', locality: 'L', region: 'R' },
      },
      { ...pid, id: 'r3', type: 'https://company.example/company_rewards', claims: { rewards_number: 7 } },
    ];
    const match = matchDcql(alternatives, [...reduced, pid]);
    expect(match.options).toEqual([['pid'], ['pid_reduced_cred_1', 'pid_reduced_cred_2']]);
    expect(match.optional).toEqual([[['nice_to_have']]]);
    expect(matchDcql(alternatives, reduced.slice(0, 1)).options).toEqual([]);
  });
  test('needs all credentials where there are no credential sets', () => {
    expect(matchDcql(parseDcqlQuery(read('query_lang/multi_credentials.json')), [pid]).options).toEqual([]);
  });
  test('asks for no claim where the query names none', () => {
    expect(matchDcql(query({}), [pid]).matches.q?.[0]?.disclose).toEqual([]);
  });
  test('shows nothing to a query for authorities that the credential does not have', () => {
    const asked = query({ trusted_authorities: [{ type: 'aki', values: ['abc'] }] });
    expect(matchDcql(asked, [pid]).options).toEqual([]);
    expect(matchDcql(asked, [{ ...pid, authorities: [{ type: 'aki', value: 'abc' }] }]).options).toHaveLength(1);
  });
});

describe('An answer', () => {
  const answer = (credential: Partial<PresentedCredential>, asked = simple, id = 'my_credential') =>
    checkAnswer(asked, { [id]: [{ ...presentedPid, ...credential }] });
  const valued = query({ claims: [{ path: ['postal_code'], values: ['90210', '90211'] }] });
  const postal = (postal_code: string) => ({ claims: { postal_code }, disclosedPaths: [['postal_code']] });

  test('is accepted where it is what was asked', () => {
    expect(answer({})).toEqual({ outcome: 'answers' });
    expect(answer(postal('90211'), valued, 'q')).toEqual({ outcome: 'answers' });
  });
  test.each<[string, Partial<PresentedCredential>, string]>([
    ['a claim is missing', { claims: { family_name: 'Doe' } }, 'claim_missing'],
    ['more is shown', { disclosedPaths: [...presentedPid.disclosedPaths, ['birthdate']] }, 'claim_not_asked'],
    ['a sibling inside an object is shown', { disclosedPaths: [['address', 'locality']] }, 'claim_not_asked'],
    ['the type is another', { type: 'https://elsewhere.example/pid' }, 'format_or_type_not_asked'],
    ['there is no holder binding', { holderBound: false }, 'holder_binding_missing'],
  ])('is refused where %s', (_words, credential, code) => {
    expect(answer(credential)).toEqual({ outcome: 'refused', code, credentialQueryId: 'my_credential' });
  });
  test('is refused where a value is not among those asked for', () => {
    expect(answer(postal('75001'), valued, 'q')).toMatchObject({ code: 'value_not_asked' });
  });
  test('is refused to a question that was not asked, empty, double, or missing', () => {
    expect(checkAnswer(simple, { other: [presentedPid] })).toMatchObject({ code: 'unknown_credential_query' });
    expect(checkAnswer(simple, { my_credential: [] })).toMatchObject({ code: 'no_presentation' });
    expect(checkAnswer(simple, { my_credential: [presentedPid, presentedPid] })).toMatchObject({
      code: 'too_many_presentations',
    });
    expect(checkAnswer(simple, {})).toMatchObject({ code: 'credential_missing' });
  });
  test('may hold several credentials where multiple is asked', () => {
    const asked = query({ multiple: true, claims: simple.credentials[0]?.claims });
    expect(checkAnswer(asked, { q: [presentedPid, presentedPid] })).toEqual({ outcome: 'answers' });
  });
  test('satisfies one claim set and shows nothing of another', () => {
    const claims = ['a', 'b'].map((id) => ({ id, path: [id] }));
    const asked = query({ claims, claim_sets: [['a'], ['b']] });
    const show = (...names: string[]) =>
      answer(
        { claims: Object.fromEntries(names.map((name) => [name, 1])), disclosedPaths: names.map((name) => [name]) },
        asked,
        'q',
      ).outcome;
    expect([show('a'), show('b'), show('a', 'b'), show()]).toEqual(['answers', 'answers', 'refused', 'refused']);
  });
});
