import { writeCanonicalParts, type CanonicalParts } from './canonical-parts.js';
import { expandNames } from './expand-names.js';
import { foldLines } from './fold-words.js';
import { locateStreet } from './locate-street.js';
import type { CanonicalAddress, PostalAddress } from './postal-address.js';
import { splitComplements } from './split-complements.js';
import { writeMunicipality } from './write-municipality.js';

const MAX_STREET_LENGTH = 300;
const MAX_LOCALITY_LENGTH = 100;
const MAX_ROUNDS = 4;
const POSTAL_CODE = /^(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}$/;

/**
 * Writes a French address in the normal form `fr1`, the same one in a utility's and a bank's program:
 *
 *     fr1:HOUSE|STREET|POSTAL|MUNICIPALITY        fr1:12 BIS|RUE DES LILAS|59000|LILLE
 *
 * HOUSE is a number without leading zeros, then " BIS", " TER", " QUATER", " QUINQUIES" and/or a letter; the ends of a
 * range are joined by "-" ("12-14"), and a range is not its first number. STREET and MUNICIPALITY are words of upper-case
 * letters and digits without accents, one space between them; kinds of road, saints and ranks are written out. POSTAL has
 * five digits. No part holds "|", so the form reads one way only. Apartment, floor, building, box, host, lieu-dit beside
 * a road, CEDEX and arrondissement are gone.
 *
 * In doubt two addresses stay different ("12 B" is not "12 bis"), for a verifier may ask about three spellings. The
 * result is a fixed point: `canonicalAddress(toPostalAddress(parts))` gives `canonical` again.
 *
 * Never throws; what has no normal form is answered with one of the codes of {@link CanonicalAddress}.
 */
export function canonicalAddress(address: PostalAddress): CanonicalAddress {
  if (address.country.trim().toUpperCase() !== 'FR') return notCanonical('unsupported_country', 'country');
  if (address.street_address.length > MAX_STREET_LENGTH) return notCanonical('address_too_long', 'street_address');
  if (address.locality.length > MAX_LOCALITY_LENGTH) return notCanonical('address_too_long', 'locality');
  let parts = readParts(address);
  // Taking one word away can lay another's meaning bare, so the form is what no further round changes.
  for (let round = 0; round < MAX_ROUNDS && !('outcome' in parts); round++) {
    const again = readParts(toPostalAddress(parts));
    if (!('outcome' in again) && writeCanonicalParts(again) === writeCanonicalParts(parts)) {
      return { outcome: 'canonical', canonical: writeCanonicalParts(parts) };
    }
    parts = again;
  }
  return 'outcome' in parts ? parts : notCanonical('missing_street', 'street_address');
}

/** The normal form as an address again, on one line; for tests and for showing what is compared. */
export function toPostalAddress(parts: CanonicalParts): PostalAddress {
  return {
    street_address: `${parts.houseNumber}, ${parts.street}`,
    postal_code: parts.postalCode,
    locality: parts.municipality,
    country: 'FR',
  };
}

function readParts(address: PostalAddress): CanonicalParts | Extract<CanonicalAddress, { outcome: 'not_canonical' }> {
  const postalCode = address.postal_code
    .normalize('NFKD')
    .toUpperCase()
    .replace(/^\s*F[\s-]+/u, '')
    .replace(/\s+/gu, '');
  if (!POSTAL_CODE.test(postalCode)) return notCanonical('malformed_postal_code', 'postal_code');
  const municipality = writeMunicipality(address.locality, postalCode);
  if (municipality === '') return notCanonical('missing_locality', 'locality');
  const lines = foldLines(address.street_address).map((words) => beforePostalCode(words, postalCode));
  const located = locateStreet(lines.map(expandNames).flatMap(splitComplements));
  if (typeof located === 'string') return notCanonical(located, 'street_address');
  return { ...located, postalCode, municipality };
}

/** People repeat postal code and municipality in the street's line. */
function beforePostalCode(words: string[], postalCode: string): string[] {
  const index = words.indexOf(postalCode);
  return index < 0 ? words : words.slice(0, index);
}

function notCanonical(
  code: string,
  field: keyof PostalAddress,
): Extract<CanonicalAddress, { outcome: 'not_canonical' }> {
  return { outcome: 'not_canonical', code, field };
}
