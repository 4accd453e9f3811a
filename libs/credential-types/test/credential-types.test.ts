import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '#primitives';
import {
  askForType,
  credentialConfiguration,
  credentialConfigurations,
  credentialTimes,
  dcqlForClaims,
  findClaimByName,
  findConfiguration,
  findTypeByName,
  namesWithoutStatus,
  labelOf,
  parseCredentialType,
  readTypeMetadata,
  typeMetadata,
  typeMetadataDocument,
  typeNamesOf,
} from '../src/index.js';
import ageJson from '../../../schemas/credential-types/age.json' with { type: 'json' };
import municipalityJson from '../../../schemas/credential-types/municipality.json' with { type: 'json' };
import residencyJson from '../../../schemas/credential-types/residency.json' with { type: 'json' };

const residency = parseCredentialType(residencyJson);
// Its claims differ in their members, which TypeScript reads as members that may be `undefined`.
const ageFile = ageJson as unknown as JsonObject;
const age = parseCredentialType(ageFile);
const municipality = parseCredentialType(municipalityJson);
const DAY = 86_400;
const months = 'resident_for_months_equal_or_over';

function changed(change: (copy: typeof residencyJson) => void): JsonValue {
  const copy = structuredClone(residencyJson);
  change(copy);
  return copy;
}

function changedAge(change: (copy: typeof ageJson) => void): JsonValue {
  const copy = structuredClone(ageJson);
  change(copy);
  return copy as unknown as JsonObject;
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

describe('the age type', () => {
  it('says which ages are reached, and nothing else', () => {
    expect(age.claims.map(({ path }) => path.join('.'))).toEqual([
      'age_equal_or_over',
      ...[12, 14, 16, 18, 21, 65].map((years) => `age_equal_or_over.${years}`),
    ]);
  });

  it('lives three months without a status, in batches of thirty', () => {
    expect(age).toMatchObject({ hasStatus: false, lifetimeSeconds: 90 * DAY, batchSize: 30, coarseTimeSeconds: DAY });
  });

  it('follows the EU age verification profile as an mdoc', () => {
    expect(credentialConfiguration(age, 'mso_mdoc')).toMatchObject({
      format: 'mso_mdoc',
      scope: 'proof_of_age',
      doctype: 'eu.europa.ec.av.1',
      cryptographic_binding_methods_supported: ['cose_key'],
      credential_signing_alg_values_supported: [-7],
    });
    const { claims } = credentialConfiguration(age, 'mso_mdoc').credential_metadata;
    expect(claims.map(({ path }) => path)).toEqual(
      [12, 14, 16, 18, 21, 65].map((years) => ['eu.europa.ec.av.1', `age_over_${years}`]),
    );
  });
});

describe('a credential type', () => {
  it.each<[string, string, JsonValue]>([
    ['malformed_credential_type', 'is no object', 'residency'],
    ['malformed_credential_type', 'has a member too many', { ...residencyJson, secret: true }],
    ['lifetime_too_long', 'can be revoked and lives over 14 days', { ...residencyJson, lifetimeSeconds: 14 * DAY + 1 }],
    ['malformed_credential_type', 'lives over three months', { ...ageFile, lifetimeSeconds: 92 * DAY + 1 }],
    ['malformed_credential_type', 'comes in batches of over fifty', { ...ageFile, batchSize: 51 }],
    ['suspension_without_status', 'may be suspended but has no status', { ...ageFile, maySuspend: true }],
    ['duplicate_format', 'declares a format twice', { ...residencyJson, formats: ['dc+sd-jwt', 'dc+sd-jwt'] }],
    ['format_incomplete', 'declares mdoc without document type', { ...residencyJson, formats: ['mso_mdoc'] }],
    ['format_incomplete', 'declares a W3C credential without its type', { ...residencyJson, formats: ['jwt_vc_json'] }],
    ['format_incomplete', 'lacks an element for a claim', changedAge((type) => { delete type.claims[1]!.mdocElement; })],
    ['format_not_declared', 'has a document type, but no mdoc', { ...ageFile, formats: ['dc+sd-jwt'] }],
    ['format_not_declared', 'has a W3C type, but no W3C credential', { ...municipalityJson, formats: ['dc+sd-jwt'] }],
    ['format_not_declared', 'has an element, but no mdoc', changed((type) => { Object.assign(type.claims[0]!, { mdocElement: 'given_name' }); })],
    ['format_not_declared', 'has an element for an object', changedAge((type) => { type.claims[0]!.mdocElement = 'age'; })],
    ['duplicate_mdoc_element', 'has one element twice', changedAge((type) => { type.claims[1]!.mdocElement = 'age_over_18'; })],
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
  it('is a configuration with a scope of its own for each format that it declares', () => {
    expect(Object.keys(credentialConfigurations(residency))).toEqual(['residency']);
    expect(Object.keys(credentialConfigurations(age))).toEqual(['age', 'proof_of_age']);
    const configurations = credentialConfigurations(municipality);
    expect(Object.keys(configurations)).toEqual(['municipality', 'municipality_jwt_vc_json']);
    for (const [id, { scope }] of Object.entries(configurations)) expect(scope).toBe(id);
  });

  it('is found again by its identifier, and no other is', () => {
    const types = [residency, age, municipality];
    expect(findConfiguration(types, 'age')).toEqual({ type: age, format: 'dc+sd-jwt' });
    expect(findConfiguration(types, 'proof_of_age')).toEqual({ type: age, format: 'mso_mdoc' });
    expect(findConfiguration(types, 'municipality_jwt_vc_json')).toEqual({ type: municipality, format: 'jwt_vc_json' });
    for (const unknown of ['', 'residency_mso_mdoc', 'age_mso_mdoc', 'Residency']) {
      expect(findConfiguration(types, unknown)).toBeUndefined();
    }
  });

  it('says the type of a W3C credential and where its claims lie', () => {
    const configuration = credentialConfiguration(municipality, 'jwt_vc_json');
    expect(configuration).toMatchObject({
      format: 'jwt_vc_json',
      credential_definition: { type: ['VerifiableCredential', 'MunicipalityCredential'] },
      credential_signing_alg_values_supported: ['ES256'],
    });
    expect(configuration.credential_metadata.claims[0]?.path).toEqual(['credentialSubject', 'locality']);
  });

  it('is found by the name that each format has for the type, and its claims by the path that they have there', () => {
    const types = [residency, age, municipality];
    expect(types.map(typeNamesOf)).toEqual([
      ['urn:incola:residency:1'],
      ['urn:incola:age:1', 'eu.europa.ec.av.1'],
      ['urn:incola:municipality:1', 'MunicipalityCredential'],
    ]);
    for (const type of types) for (const name of typeNamesOf(type)) expect(findTypeByName(types, name)).toBe(type);
    expect(findTypeByName(types, 'urn:incola:age:2')).toBeUndefined();
    expect(namesWithoutStatus(types)).toEqual(new Set(['urn:incola:age:1', 'eu.europa.ec.av.1']));
    const labelOf = (name: string, ...path: string[]) => findClaimByName(types, name, path)?.label.en;
    expect(labelOf('urn:incola:age:1', 'age_equal_or_over', '18')).toBe('18 years old or older');
    expect(labelOf('eu.europa.ec.av.1', 'eu.europa.ec.av.1', 'age_over_18')).toBe('18 years old or older');
    expect(labelOf('MunicipalityCredential', 'credentialSubject', 'locality')).toBe('Municipality');
    expect(labelOf('eu.europa.ec.av.1', 'age_equal_or_over', '18')).toBeUndefined();
    expect(labelOf('MunicipalityCredential', 'locality')).toBeUndefined();
  });

  it('asks for the proofs of keys that the issuer wants', () => {
    const proofTypes = {
      jwt: { proof_signing_alg_values_supported: ['ES256'], key_attestations_required: {} },
      attestation: { proof_signing_alg_values_supported: ['ES256'] },
    };
    expect(credentialConfiguration(residency, 'dc+sd-jwt', { proofTypes }).proof_types_supported).toEqual(proofTypes);
  });

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
    expect(metadata.claims[0]?.display).toContainEqual({ locale: 'fr', label: 'Prénom' });
  });

  it('has the same octets and integrity for the same file, and others for another', () => {
    const document = typeMetadataDocument(residency);
    expect(typeMetadataDocument(parseCredentialType(residencyJson))).toEqual(document);
    expect(document.integrity).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
    expect(
      typeMetadataDocument(parseCredentialType({ ...residencyJson, name: { en: 'x', fr: 'y' } })).integrity,
    ).not.toBe(document.integrity);
  });
});

describe('a published description of a type', () => {
  it('is read as it was written', () => {
    const { text, integrity } = typeMetadataDocument(residency);
    const read = readTypeMetadata(text);
    expect(read).toMatchObject({ vct: residency.vct, integrity });
    expect(read.claims[0]).toEqual({ path: ['given_name'], sd: 'always' });
  });

  it.each([
    ['names no type', {}],
    ['extends another one, which would have to be processed too', { vct: 'x', extends: 'y' }],
    ['has a claim without a path', { vct: 'x', claims: [{}] }],
    ['has a path that is none', { vct: 'x', claims: [{ path: [1.5] }] }],
    ['lets a claim be disclosed sometimes', { vct: 'x', claims: [{ path: ['a'], sd: 'sometimes' }] }],
  ])('is refused where it %s', (_why, document) => {
    expect(() => readTypeMetadata(JSON.stringify(document))).toThrow(
      expect.objectContaining({ code: 'malformed_type_metadata' }),
    );
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

  it('takes the format that a name stands for, and an unknown name for another issuer’s `vct`', () => {
    const types = [residency, age, municipality];
    expect(askForType(types, 'urn:incola:age:1')).toEqual({
      format: 'dc+sd-jwt',
      meta: { vct_values: ['urn:incola:age:1'] },
    });
    expect(askForType(types, 'eu.europa.ec.av.1')).toEqual({
      format: 'mso_mdoc',
      meta: { doctype_value: 'eu.europa.ec.av.1' },
    });
    const w3c = { type_values: [['MunicipalityCredential']] };
    expect(askForType(types, 'MunicipalityCredential')).toEqual({ format: 'jwt_vc_json', meta: w3c });
    expect(askForType(types, 'urn:other')).toEqual({ format: 'dc+sd-jwt', meta: { vct_values: ['urn:other'] } });
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
