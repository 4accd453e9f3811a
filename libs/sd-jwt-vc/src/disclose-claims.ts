import { isJsonObject, refusal, type CodedError, type JsonObject, type JsonValue } from '#primitives';
import type { DisclosedClaims, Disclosure, ParsedSdJwtVc } from './sd-jwt-vc.js';

/** Claims, disclosed or not, inside one another. */
const MAX_DEPTH = 16;

/** What SD-JWT VC §2.2.2.3 forbids in disclosures, sub-claims included: a holder could leave out what limits him. */
const NEVER_DISCLOSED = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status']);

interface Processing {
  byDigest: Map<string, Disclosure>;
  seen: Set<string>;
  placed: PlacedDisclosure[];
}

/** A disclosure with the path at which the processed claims hold it. */
export interface PlacedDisclosure {
  path: string[];
  disclosure: Disclosure;
}

/**
 * Puts the disclosures into the payload (RFC 9901 §7.1 step 3 to 5). Signature, issuer, times and status are other checks'.
 *
 * The library's own processing ignores what the RFC says to reject (unused disclosures, digests that occur twice, names
 * that exist already), so this is ours.
 * @throws `unsupported_sd_alg`, `duplicate_disclosure`, `duplicate_digest`, `unused_disclosure`, `disclosure_kind`,
 *   `forbidden_claim_name`, `claim_exists`, `protected_claim_disclosed`, `malformed_digests`, `claims_too_deep`
 */
export function discloseClaims(parsed: Pick<ParsedSdJwtVc, 'payload' | 'disclosures'>): DisclosedClaims {
  const { claims, placed } = placeDisclosures(parsed);
  return { claims, disclosedPaths: placed.map(({ path }) => path) };
}

/** As {@link discloseClaims}, with the disclosure of each path. */
export function placeDisclosures(parsed: Pick<ParsedSdJwtVc, 'payload' | 'disclosures'>): {
  claims: JsonObject;
  placed: PlacedDisclosure[];
} {
  const { _sd_alg: algorithm, ...payload } = parsed.payload;
  if (algorithm !== undefined && algorithm !== 'sha-256') {
    throw refusal('unsupported_sd_alg', 'Disclosures must be hashed with sha-256.');
  }
  const byDigest = new Map(parsed.disclosures.map((disclosure) => [disclosure.digest, disclosure]));
  if (byDigest.size !== parsed.disclosures.length) {
    throw refusal('duplicate_disclosure', 'A disclosure is given twice.');
  }
  const processing: Processing = { byDigest, seen: new Set(), placed: [] };
  const claims = processObject(payload, [], processing);
  if (processing.placed.length !== byDigest.size) {
    throw refusal('unused_disclosure', 'A disclosure belongs to no digest of the signed claims.');
  }
  return { claims, placed: processing.placed };
}

function processValue(value: JsonValue, path: string[], processing: Processing): JsonValue {
  if (path.length > MAX_DEPTH) throw refusal('claims_too_deep', `The claims nest deeper than ${MAX_DEPTH}.`);
  if (Array.isArray(value)) return processArray(value, path, processing);
  return isJsonObject(value) ? processObject(value, path, processing) : value;
}

function processObject(object: JsonObject, path: string[], processing: Processing): JsonObject {
  const { _sd: digests, ...plain } = object;
  const claims: JsonObject = {};
  for (const [name, value] of Object.entries(plain)) {
    refuseForbiddenName(name);
    claims[name] = processValue(value, [...path, name], processing);
  }
  if (digests === undefined) return claims;
  if (!Array.isArray(digests)) throw malformedDigests();
  for (const digest of digests) {
    const disclosure = takeDisclosure(digest, processing);
    if (disclosure === undefined) continue;
    const { name } = disclosure;
    if (name === undefined) throw refusal('disclosure_kind', 'An array element is disclosed where a claim belongs.');
    refuseForbiddenName(name);
    if (Object.hasOwn(claims, name)) throw refusal('claim_exists', 'A disclosed claim has the name of another one.');
    refuseProtected([...path, name]);
    processing.placed.push({ path: [...path, name], disclosure });
    claims[name] = processValue(disclosure.value as JsonValue, [...path, name], processing);
  }
  return claims;
}

function processArray(elements: JsonValue[], path: string[], processing: Processing): JsonValue[] {
  const kept: JsonValue[] = [];
  for (const element of elements) {
    const place = [...path, String(kept.length)];
    if (!isJsonObject(element) || !Object.hasOwn(element, '...')) {
      kept.push(processValue(element, place, processing));
      continue;
    }
    if (Object.keys(element).length !== 1) throw malformedDigests();
    const disclosure = takeDisclosure(element['...'], processing);
    if (disclosure === undefined) continue;
    if (disclosure.name !== undefined) {
      throw refusal('disclosure_kind', 'A claim is disclosed where an array element belongs.');
    }
    refuseProtected(place);
    processing.placed.push({ path: place, disclosure });
    kept.push(processValue(disclosure.value as JsonValue, place, processing));
  }
  return kept;
}

/** The disclosure of a digest; `undefined` for a decoy or an undisclosed claim, which are to be ignored (§7.1 step 3.3.1). */
function takeDisclosure(digest: JsonValue | undefined, processing: Processing): Disclosure | undefined {
  if (typeof digest !== 'string') throw malformedDigests();
  if (processing.seen.has(digest)) throw refusal('duplicate_digest', 'A digest occurs twice.');
  processing.seen.add(digest);
  return processing.byDigest.get(digest);
}

function refuseForbiddenName(name: string): void {
  // `__proto__` is not a claim anywhere, and as a name it would reach the object's prototype.
  if (name === '_sd' || name === '...' || name === '_sd_alg' || name === '__proto__') {
    throw refusal('forbidden_claim_name', 'A claim has a name that SD-JWT keeps for itself.');
  }
}

function refuseProtected(path: string[]): void {
  if (NEVER_DISCLOSED.has(path[0] as string)) {
    throw refusal('protected_claim_disclosed', 'A claim that must always be visible is selectively disclosed.');
  }
}

function malformedDigests(): CodedError {
  return refusal('malformed_digests', 'The digests of the SD-JWT are not well formed.');
}
