import { refusal } from '#primitives';

/** The four parts of the normal form `fr1`. */
export interface CanonicalParts {
  houseNumber: string;
  street: string;
  postalCode: string;
  municipality: string;
}

/** The version of the normal form, and what stands before every value of it. */
export const ADDRESS_FORM = 'fr1';

const GRAMMAR = /^fr1:([0-9A-Z -]+)\|([^|]+)\|([0-9]{5})\|([^|]+)$/u;
const WORDS = /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u;
const HOUSE_NUMBER = /^[1-9][0-9]{0,4}(?: [A-Z]+){0,2}(?:-[1-9][0-9]{0,4}(?: [A-Z]+){0,2})*$/;
const MAX_CANONICAL_LENGTH = 600;

export function writeCanonicalParts(parts: CanonicalParts): string {
  return `${ADDRESS_FORM}:${parts.houseNumber}|${parts.street}|${parts.postalCode}|${parts.municipality}`;
}

/** @throws `malformed_canonical_address` for anything that `canonicalAddress` would not write. */
export function parseCanonicalAddress(text: string): CanonicalParts {
  const [, houseNumber, street, postalCode, municipality] =
    text.length > MAX_CANONICAL_LENGTH ? [] : (GRAMMAR.exec(text) ?? []);
  if (
    houseNumber === undefined ||
    street === undefined ||
    postalCode === undefined ||
    municipality === undefined ||
    !HOUSE_NUMBER.test(houseNumber) ||
    !WORDS.test(street) ||
    !WORDS.test(municipality)
  ) {
    throw refusal('malformed_canonical_address', 'The text is not an address in the normal form fr1.');
  }
  return { houseNumber, street, postalCode, municipality };
}
