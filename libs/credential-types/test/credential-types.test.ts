import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '#primitives';
import {
  credentialConfiguration,
  credentialTimes,
  dcqlForClaims,
  labelOf,
  parseCredentialType,
  typeMetadata,
} from '../src/index.js';
import residencyJson from '../../../schemas/credential-types/residency.json' with { type: 'json' };

const residency = parseCredentialType(residencyJson);
const months = 'resident_for_months_equal_or_over';

function changed(change: (copy: typeof residencyJson) => void): JsonValue {
  const copy = structuredClone(residencyJson);
  change(copy);
  return copy;
}

describe('the residency type', () => {
  it('has exactly the claims of the design', () => {
    expect(residency.claims.map(({ path }) => path.join('.'))).toEqual([
      'given_name', 'family_name', 'address', 'address.formatted', 'address.street_address', 'address.locality',
      'address.postal_code', 'address.region', 'address.country', 'address_canonical', 'supply_type', 'role',
      'resident_since', months, `${months}.3`, `${months}.6`, `${months}.12`, `${months}.24`, 'evidence_date',
    ]); // prettier-ignore
  });

  it('lives two weeks from the start of the day, in batches of ten', () => {
    const noon = Date.UTC(2026, 10, 21, 12) / 1000;
    const midnight = Date.UTC(2026, 10, 21) / 1000;
    expect(credentialTimes(residency, noon)).toEqual({ issuedAt: midnight, expiresAt: midnight + 14 * 86_400 });
    expect(residency.batchSize).toBe(10);
  });

  it('names every claim in both languages', () => {
    expect(labelOf(residency, ['address', 'locality'], 'fr')).toBe('Commune');
    expect(() => labelOf(residency, ['amount'], 'en')).toThrow(expect.objectContaining({ code: 'unknown_claim' }));
  });
});

describe('a credential type', () => {
  it.each<[string, string, JsonValue]>([
    ['malformed_credential_type', 'is no object', 'residency'],
    ['malformed_credential_type', 'has a member too many', { ...residencyJson, secret: true }],
    ['malformed_credential_type', 'lives over 14 days', { ...residencyJson, lifetimeSeconds: 14 * 86_400 + 1 }],
    ['malformed_credential_type', 'lacks a French name', { ...residencyJson, name: { en: 'Proof' } }],
    ['malformed_credential_type', 'has over a hundred claims', changed((type) => { type.claims = Array.from({ length: 101 }, () => type.claims[0]!); })],
    ['duplicate_claim', 'defines a claim twice', changed((type) => { type.claims.push(type.claims[0]!); })],
    ['reserved_claim', 'calls a claim like one of the format', changed((type) => { type.claims[0]!.path = ['cnf']; })],
    ['orphan_claim', 'has a claim under no object', changed((type) => { type.claims[0]!.path = ['given_name', 'first']; })],
    ['coarse_time_too_long', 'is coarser than it lives', { ...residencyJson, coarseTimeSeconds: residencyJson.lifetimeSeconds }],
  ])('is refused with %s where it %s', (code, _why, json) => {
    expect(() => parseCredentialType(json)).toThrow(expect.objectContaining({ code }));
  }); // prettier-ignore
});

describe('what is published about a type', () => {
  it('is a credential configuration as OpenID4VCI 1.0 writes it', () => {
    const configuration = credentialConfiguration(residency);
    expect(configuration).toMatchObject({
      format: 'dc+sd-jwt',
      scope: 'residency',
      vct: 'urn:incola:residency:1',
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
    });
    expect(configuration.credential_metadata.claims[0]).toEqual({
      path: ['given_name'],
      mandatory: true,
      display: [{ name: 'Given name', locale: 'en' }, { name: 'Prénom', locale: 'fr' }],
    }); // prettier-ignore
  });

  it('is type metadata in which every claim is always selectively disclosable', () => {
    const metadata = typeMetadata(residency);
    expect(metadata.vct).toBe(residency.vct);
    expect(metadata.claims.every(({ sd }) => sd === 'always')).toBe(true);
  });
});

describe('a question about a type', () => {
  it('asks for one credential with these claims and values', () => {
    const values = ['fr1:12 BIS|RUE DES LILAS|59000|LILLE'];
    expect(
      dcqlForClaims(residency, [['address_canonical'], [months, '12']], {
        values: [{ path: ['address_canonical'], values }],
      }),
    ).toEqual({
      credentials: [
        {
          id: 'residency',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['urn:incola:residency:1'] },
          claims: [{ path: ['address_canonical'], values }, { path: [months, '12'] }],
        },
      ],
    });
  });

  it.each<[string, string[][], string[], number]>([
    ['no_claims', [], [], 0],
    ['unknown_claim', [['amount']], [], 0],
    ['duplicate_claim', [['role'], ['role']], [], 0],
    ['too_many_claims', Array.from({ length: 31 }, () => ['role']), [], 0],
    ['values_without_claim', [['role']], ['supply_type'], 1],
    ['too_many_values', [['role']], ['role'], 4],
    ['too_many_values', [['role']], ['role'], 0],
  ])('is refused with %s', (code, paths, path, count) => {
    const values = path.length > 0 ? [{ path, values: Array.from({ length: count }, (_, index) => `${index}`) }] : [];
    expect(() => dcqlForClaims(residency, paths, { values })).toThrow(expect.objectContaining({ code }));
  });
});
