import { canonicalJson, domainMessage, encodeUtf8, type Domain } from '#primitives';

const KEY_POSSESSION: Domain = 'incola:key-possession:1';

/**
 * What a member's new ledger key signs, so that nobody registers a key which he does not hold:
 * `incola:key-possession:1` ‖ 0x00 ‖ JCS({"genesis", "key", "member"}).
 * @param statement.genesis `genesisDigest`, base64url
 * @param statement.key thumbprint of the new key
 * @param statement.member DID
 */
export function keyPossessionMessage({ genesis, key, member }: { genesis: string; key: string; member: string }) {
  return domainMessage(KEY_POSSESSION, encodeUtf8(canonicalJson({ genesis, key, member })));
}
