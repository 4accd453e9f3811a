import type { TypeDisplay } from '#holder';
import { formatDay } from '#look';
import { ADDRESS_FORM, parseCanonicalAddress } from '#postal-address';
import { isCodedError, isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import type { Locale } from '../wallet-context.js';
import { CLAIM_WORDS } from './claim-words.messages.js';

/** One claim as a person reads it. */
export interface ClaimLine {
  path: string[];
  label: string;
  value: string;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const COUNTRY = /^[A-Z]{2}$/;

/** What a claim is called. Where nobody named it, its path stands: a person is never shown less than what is told. */
export function claimLabel(display: TypeDisplay | undefined, path: readonly string[], locale: Locale): string {
  const named = display?.claims.find(
    (claim) => claim.path.length === path.length && claim.path.every((part, place) => part === path[place]),
  );
  return named?.label[locale] ?? path.map((part) => part.replaceAll('_', ' ')).join(' · ');
}

/** What a claim says. */
export function claimValue(value: JsonValue, path: readonly string[], locale: Locale): string {
  const words = CLAIM_WORDS[locale];
  if (value === null) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (Array.isArray(value)) return value.map((one) => claimValue(one, path, locale)).join(', ');
  if (typeof value !== 'string')
    return claimLines(undefined, value, locale)
      .map((line) => line.value)
      .join(', ');
  if (ISO_DATE.test(value)) return formatDay(value, locale);
  if (isCanonical(value)) return addressWords(value);
  if (path.at(-1) === 'country' && COUNTRY.test(value)) return countryName(value, locale);
  return Object.hasOwn(words.codes, value) ? words.codes[value as keyof typeof words.codes] : value;
}

/** Every claim of a card, in the order in which its type names them; what the type does not name comes last. */
export function claimLines(display: TypeDisplay | undefined, claims: JsonObject, locale: Locale): ClaimLine[] {
  const order = new Map((display?.claims ?? []).map(({ path }, place) => [path.join('\0'), place]));
  const placeOf = ({ path }: ClaimLine) => order.get(path.join('\0')) ?? order.size;
  return leaves([], claims)
    .map(({ path, value }) => ({
      path,
      label: isCanonical(value) ? CLAIM_WORDS[locale].comparedAddress : claimLabel(display, path, locale),
      value: claimValue(value, path, locale),
    }))
    .sort((left, right) => placeOf(left) - placeOf(right));
}

/** The normal form of an address as a person writes one: `fr1:12 BIS|RUE DES LILAS|59000|LILLE`. */
export function addressWords(canonical: string): string {
  try {
    const { houseNumber, street, postalCode, municipality } = parseCanonicalAddress(canonical);
    return `${houseNumber.toLowerCase()} ${inWords(street, true)}, ${postalCode} ${inWords(municipality, false)}`;
  } catch (error) {
    if (isCodedError(error)) return canonical;
    throw error;
  }
}

function isCanonical(value: JsonValue): value is string {
  return typeof value === 'string' && value.startsWith(`${ADDRESS_FORM}:`);
}

const SMALL_WORDS = new Set([
  'DE',
  'DU',
  'DES',
  'LA',
  'LE',
  'LES',
  'ET',
  'A',
  'AU',
  'AUX',
  'SUR',
  'SOUS',
  'EN',
  'D',
  'L',
]);

/** @param isStreet the first word is the kind of road, which French writes small */
function inWords(text: string, isStreet: boolean): string {
  return text
    .split(' ')
    .map((word, place) => {
      const small = word.toLowerCase();
      if (place === 0 ? isStreet : SMALL_WORDS.has(word)) return small;
      return word.slice(0, 1) + small.slice(1);
    })
    .join(' ');
}

function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;
}

function leaves(path: string[], value: JsonValue): { path: string[]; value: JsonValue }[] {
  if (!isJsonObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) => leaves([...path, name], inner));
}
