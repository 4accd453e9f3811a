import {
  encodeBase64url,
  encodeUtf8,
  isJsonObject,
  sha256,
  type JsonObject,
  type JsonValue,
  type RandomBytes,
} from '#primitives';

/** Fewer digests than this never show, so that an absent optional claim can't be counted (RFC 9901 §4.2.5, §10.4). */
const DIGESTS_AT_TOP = 16;
const DIGESTS_BELOW = 8;
/** RFC 9901 §9.3: at least 128 bits. */
const SALT_BYTES = 16;
/** Salts and decoys of a whole residency credential in one draw: one draw for each would cost more than the signature. */
const BULK_BYTES = 1024;

export interface ConcealedClaims {
  /** What the payload holds in the place of the claims. */
  _sd: string[];
  /** Encoded, those of an object's members before its own. */
  disclosures: string[];
}

/**
 * Hides each claim behind the digest of its disclosure, objects recursively (RFC 9901 §4.2.1, §4.2.6). Digests are sorted, so
 * that their order tells nothing (§4.2.4.1), and decoys keep their number the same.
 */
export function concealClaims(claims: JsonObject, random: RandomBytes): ConcealedClaims {
  const disclosures: string[] = [];
  const draw = drawInBulk(random);

  function conceal(object: JsonObject, fewestDigests: number): string[] {
    const names = Object.keys(object);
    const digests = names.map((name) => {
      const disclosure = encodeDisclosure(encodeBase64url(draw(SALT_BYTES)), name, valueOf(object[name] as JsonValue));
      disclosures.push(disclosure);
      return digestOf(encodeUtf8(disclosure));
    });
    const padded = Math.max(fewestDigests, Math.ceil(names.length / DIGESTS_BELOW) * DIGESTS_BELOW);
    // §4.2.5: the hash of random bytes, which nobody can tell from a disclosure's.
    while (digests.length < padded) digests.push(digestOf(draw(SALT_BYTES)));
    return digests.sort();
  }

  function valueOf(value: JsonValue): JsonValue {
    return isJsonObject(value) ? { _sd: conceal(value, DIGESTS_BELOW) } : value;
  }

  return { _sd: conceal(claims, DIGESTS_AT_TOP), disclosures };
}

/** RFC 9901 §4.2.1. */
function encodeDisclosure(salt: string, name: string, value: JsonValue): string {
  return encodeBase64url(encodeUtf8(JSON.stringify([salt, name, value])));
}

function digestOf(bytes: Uint8Array): string {
  return encodeBase64url(sha256(bytes));
}

function drawInBulk(random: RandomBytes): RandomBytes {
  let drawn = random(BULK_BYTES);
  let used = 0;
  return (length) => {
    if (used + length > BULK_BYTES) {
      drawn = random(BULK_BYTES);
      used = 0;
    }
    used += length;
    return drawn.subarray(used - length, used);
  };
}
