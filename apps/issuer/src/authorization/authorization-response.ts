import { PROTOCOL_ERRORS } from '#openid4vci';
import type { CodedError } from '#primitives';
import type { Authorization } from './authorizations.js';

/** Where the answer goes. */
export type ResponsePlace = Pick<Authorization, 'redirectUri' | 'stateParameter'>;

/** The authorization response (RFC 6749 §4.1.2): the redirect URI, its own query kept (§3.1.2), with `iss` (RFC 9207 §2). */
export function authorizationResponse(place: ResponsePlace, issuer: string, answer: Record<string, string>): string {
  const query = new URLSearchParams(answer);
  if (place.stateParameter !== null) query.set('state', place.stateParameter);
  query.set('iss', issuer);
  return `${place.redirectUri}${place.redirectUri.includes('?') ? '&' : '?'}${query.toString()}`;
}

/** RFC 6749 §4.1.2.1: a refusal by its wire name, everything else as `server_error` or `temporarily_unavailable`. */
export function authorizationErrorResponse(place: ResponsePlace, issuer: string, error: CodedError): string {
  const answer: Record<string, string> = { error: errorName(error) };
  if (error.fault !== 'bug') answer.error_description = error.message.replaceAll('"', "'");
  return authorizationResponse(place, issuer, answer);
}

function errorName({ fault, code }: CodedError): string {
  if (fault === 'bug') return 'server_error';
  if (fault === 'outage') return 'temporarily_unavailable';
  return PROTOCOL_ERRORS[code]?.error ?? 'invalid_request';
}

/** What a page's policy must let a form lead to, so that the answer reaches the wallet: an origin, or an app's own scheme. */
export function formActionOf({ redirectUri }: Pick<Authorization, 'redirectUri'>): string {
  const url = new URL(redirectUri);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : url.protocol;
}
