import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { discloseClaims } from '#sd-jwt-vc';
import { disclosureOf } from './fixtures.js';

type Encoded = { encoded: string; digest: string };

function disclosing(payload: JsonObject, ...disclosures: Encoded[]) {
  return discloseClaims({
    payload,
    disclosures: disclosures.map(({ encoded, digest }) => {
      const content = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as string[];
      const [salt, second, third] = content;
      return content.length === 2
        ? { encoded, digest, salt: salt as string, value: second }
        : { encoded, digest, salt: salt as string, name: second as string, value: third };
    }),
  });
}

const coded = (code: string) => expect.objectContaining({ code });
const name = disclosureOf('s1', 'family_name', 'Exemple');
const element = disclosureOf('s2', 'FR');

describe('disclosing claims (RFC 9901 §7.1)', () => {
  test('puts disclosed claims and array elements in their places and drops what stays hidden', () => {
    const locality = disclosureOf('s3', 'locality', 'Ville-Fictive');
    const address = disclosureOf('s4', 'address', { _sd: [locality.digest, 'decoy-below'] });
    const { claims, disclosedPaths } = disclosing(
      {
        vct: 'x',
        _sd_alg: 'sha-256',
        _sd: [name.digest, address.digest, 'decoy'],
        n: [{ '...': element.digest }, { '...': 'hidden' }],
      },
      name,
      element,
      address,
      locality,
    );
    expect(claims).toEqual({ vct: 'x', family_name: 'Exemple', address: { locality: 'Ville-Fictive' }, n: ['FR'] });
    expect(disclosedPaths.map(String).sort()).toEqual(['address', 'address,locality', 'family_name', 'n,0']);
  });

  test('refuses a disclosure that no digest names', () => {
    expect(() => disclosing({ _sd: [] }, name)).toThrow(coded('unused_disclosure'));
  });

  test('refuses a disclosure whose parent is not disclosed', () => {
    const locality = disclosureOf('s3', 'locality', 'Ville-Fictive');
    const address = disclosureOf('s4', 'address', { _sd: [locality.digest] });
    expect(() => disclosing({ _sd: [address.digest] }, locality)).toThrow(coded('unused_disclosure'));
  });

  test('refuses the same disclosure twice, and the same digest twice', () => {
    expect(() => disclosing({ _sd: [name.digest] }, name, name)).toThrow(coded('duplicate_disclosure'));
    expect(() => disclosing({ _sd: [name.digest, name.digest] }, name)).toThrow(coded('duplicate_digest'));
    expect(() => disclosing({ _sd: ['decoy'], a: { _sd: ['decoy'] } })).toThrow(coded('duplicate_digest'));
  });

  test('refuses names that SD-JWT keeps for itself, wherever they stand', () => {
    for (const forbidden of ['_sd', '...', '_sd_alg', '__proto__']) {
      const disclosure = disclosureOf('s', forbidden, ['x']);
      expect(() => disclosing({ _sd: [disclosure.digest] }, disclosure)).toThrow(coded('forbidden_claim_name'));
    }
    expect(() => disclosing({ a: { '...': 'x' } })).toThrow(coded('forbidden_claim_name'));
    expect(() => disclosing({ a: { _sd_alg: 'sha-256' } })).toThrow(coded('forbidden_claim_name'));
  });

  test('refuses a disclosed claim that overwrites another one', () => {
    expect(() => disclosing({ family_name: 'Autre', _sd: [name.digest] }, name)).toThrow(coded('claim_exists'));
    const again = disclosureOf('s9', 'family_name', 'Autre');
    expect(() => disclosing({ _sd: [name.digest, again.digest] }, name, again)).toThrow(coded('claim_exists'));
  });

  test('refuses a disclosure of the wrong kind', () => {
    expect(() => disclosing({ _sd: [element.digest] }, element)).toThrow(coded('disclosure_kind'));
    expect(() => disclosing({ n: [{ '...': name.digest }] }, name)).toThrow(coded('disclosure_kind'));
  });

  test('refuses an expiry, key or status that the holder could leave out, sub-claims included', () => {
    for (const claim of ['exp', 'cnf', 'status', 'vct', 'iss', 'nbf', 'aka_vcts']) {
      const disclosure = disclosureOf('s', claim, 1);
      expect(() => disclosing({ _sd: [disclosure.digest] }, disclosure)).toThrow(coded('protected_claim_disclosed'));
    }
    const list = disclosureOf('s', 'status_list', {});
    expect(() => disclosing({ status: { _sd: [list.digest] } }, list)).toThrow(coded('protected_claim_disclosed'));
  });

  test('refuses another hash, malformed digests and claims that nest too deep', () => {
    expect(() => disclosing({ _sd_alg: 'sha-512' })).toThrow(coded('unsupported_sd_alg'));
    expect(() => disclosing({ _sd: 'x' })).toThrow(coded('malformed_digests'));
    expect(() => disclosing({ _sd: [1] })).toThrow(coded('malformed_digests'));
    expect(() => disclosing({ n: [{ '...': 'x', b: 1 }] })).toThrow(coded('malformed_digests'));
    let deep: JsonObject = {};
    for (let level = 0; level < 40; level++) deep = { deep };
    expect(() => disclosing(deep)).toThrow(coded('claims_too_deep'));
  });
});
