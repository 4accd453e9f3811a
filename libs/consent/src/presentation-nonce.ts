import { canonicalJson, decodeBase64url, domainDigest, encodeBase64url, encodeUtf8, refusal } from '#primitives';
import type { JsonObject } from '#primitives';
import type { Notice, NoticeDelivery } from './notice.js';

const RANDOM_LENGTH = 32;

/**
 * The presentation nonce that commits to a notice (design §6):
 * base64url(SHA-256("incola:notice:1" ‖ 0x00 ‖ 32 random bytes ‖ JCS(notice))).
 * @throws `malformed_notice` where the random part is not 32 bytes
 */
export function presentationNonce(delivery: NoticeDelivery): string {
  return nonceOver(delivery.random, noticeBytes(delivery.notice));
}

/** Digest of the notice alone, base64url, as a receipt names it: SHA-256("incola:notice-digest:1" ‖ 0x00 ‖ JCS(notice)). */
export function noticeDigest(notice: Notice): string {
  return digestOver(noticeBytes(notice));
}

/** Both digests by which a receipt names its notice, which is written canonically once. @throws `malformed_notice` */
export function noticeDigests({ notice, random }: NoticeDelivery): { notice: string; presentationNonce: string } {
  const bytes = noticeBytes(notice);
  return { notice: digestOver(bytes), presentationNonce: nonceOver(random, bytes) };
}

function nonceOver(encodedRandom: string, noticed: Uint8Array): string {
  const random = decodeBase64url(encodedRandom);
  if (random.length !== RANDOM_LENGTH) throw refusal('malformed_notice', 'The random part of a notice is 32 bytes.');
  return encodeBase64url(domainDigest('incola:notice:1', random, noticed));
}

function digestOver(noticed: Uint8Array): string {
  return encodeBase64url(domainDigest('incola:notice-digest:1', noticed));
}

function noticeBytes(notice: Notice): Uint8Array {
  return encodeUtf8(canonicalJson(notice as unknown as JsonObject));
}
