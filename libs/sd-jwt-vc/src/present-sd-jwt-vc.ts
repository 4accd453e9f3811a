import { assertOurs, isJsonObject, refusal, type JsonObject, type JsonValue } from '#primitives';
import { placeDisclosures } from './disclose-claims.js';
import { parseSdJwtVc } from './parse-sd-jwt-vc.js';
import type { PresentationToCreate } from './sd-jwt-vc.js';
import { presentingInstance } from './sd-jwt-vc-tools.js';

/**
 * Presents an SD-JWT VC with key binding (RFC 9901 §4.3, §7.2). Each path is disclosed with the parents that lead to it and
 * all that lies below: OpenID4VP 1.0 §7.3 reads `["address"]` as "the claim `address` with its sub-claims".
 * @returns compact serialization of an SD-JWT+KB
 * @throws `claim_not_present` for a path that the credential does not hold, and the codes of parsing and disclosing
 */
export async function presentSdJwtVc(toPresent: PresentationToCreate): Promise<string> {
  const parsed = parseSdJwtVc(toPresent.compact);
  if (parsed.keyBinding) throw refusal('key_binding_present', 'The credential has been presented already.');
  const { claims, placed } = placeDisclosures(parsed);
  for (const path of toPresent.disclose) {
    if (!holds(claims, path)) throw refusal('claim_not_present', 'The credential does not hold a requested claim.');
  }
  const agreed = placed.filter(({ path }) => toPresent.disclose.some((asked) => onOneLine(asked, path)));
  const { keyBinding } = toPresent;
  const payload = {
    iat: keyBinding.issuedAt,
    aud: keyBinding.audience,
    nonce: keyBinding.presentationNonce,
    ...(keyBinding.transactionDataHashes === undefined
      ? {}
      : { transaction_data_hashes: keyBinding.transactionDataHashes, transaction_data_hashes_alg: 'sha-256' }),
  };
  // The library names paths with dots, so that a claim `a.b` could stand for another one: it gets only what was agreed.
  const issuerSigned = toPresent.compact.slice(0, toPresent.compact.indexOf('~'));
  const chosen = [issuerSigned, ...agreed.map(({ disclosure }) => disclosure.encoded), ''].join('~');
  const compact = await presentingInstance(keyBinding.signer).present(chosen, undefined, { kb: { payload } });
  assertOurs(parseSdJwtVc(compact).disclosures.length === agreed.length, 'the presentation lost a disclosure');
  return compact;
}

/** One of the two paths leads to the other, or they are the same. */
function onOneLine(left: string[], right: string[]): boolean {
  const shared = Math.min(left.length, right.length);
  return left.slice(0, shared).every((segment, index) => segment === right[index]);
}

function holds(claims: JsonObject, path: string[]): boolean {
  let value: JsonValue | undefined = claims;
  for (const segment of path) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else if (isJsonObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return false;
  }
  return path.length > 0 && value !== undefined;
}
