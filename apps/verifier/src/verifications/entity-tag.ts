import { domainDigest, encodeBase64url, encodeUtf8 } from '#primitives';

/**
 * The entity tag of a state, without its quotation marks (RFC 9110 §8.8.3); also the identifier of its event.
 * @param json the state as it is sent
 */
export function entityTagOf(json: string): string {
  return encodeBase64url(domainDigest('incola:entity-tag:1', encodeUtf8(json))).slice(0, 22);
}

/** Whether a peer that sends `If-None-Match` has this state already (RFC 9110 §13.1.2, weak comparison). */
export function isKnownTag(tag: string, ifNoneMatch: string | undefined): boolean {
  const given = (ifNoneMatch ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return given.includes(`"${tag}"`);
}
