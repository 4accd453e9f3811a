import { decodeBase64url, domainDigest, encodeBase64url, isCodedError, type RandomBytes } from '#primitives';

const PREFIX = 'urn:ietf:params:oauth:request_uri:';
const HANDLE_BYTES = 32;
const HANDLE = /^[A-Za-z0-9_-]{43}$/;

/** What finds an authorization: 256 random bits that only its client and the browser know. */
export interface AuthorizationHandle {
  /** base64url; the last part of `request_uri` (RFC 9126 §2.2). */
  handle: string;
  /** Under which the authorization is stored. */
  authorizationId: string;
}

export function createHandle(random: RandomBytes): AuthorizationHandle {
  const bytes = random(HANDLE_BYTES);
  return { handle: encodeBase64url(bytes), authorizationId: digestOf(bytes) };
}

/** @returns the authorization's identifier, or `undefined` for what can't be a handle of ours */
export function authorizationIdOf(handle: string): string | undefined {
  if (!HANDLE.test(handle)) return undefined;
  try {
    return digestOf(decodeBase64url(handle));
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

export function requestUriOf(handle: string): string {
  return `${PREFIX}${handle}`;
}

/** @returns the handle in a `request_uri`, or `undefined` for an address that is none of ours */
export function handleOf(requestUri: string): string | undefined {
  return requestUri.startsWith(PREFIX) ? requestUri.slice(PREFIX.length) : undefined;
}

function digestOf(bytes: Uint8Array): string {
  return encodeBase64url(domainDigest('incola:authorization-request:1', bytes));
}
