import type { CodedError } from '#primitives';
import { FRAMEWORK_STATUSES } from './coded-error-of.js';
import { retryHeaders, type ErrorAnswer } from './problem-of.js';

/** Our code → the specification's `error`; `status` where it is not 400. */
export type OAuthErrors = Readonly<
  Record<string, { error: string; status?: number; headers?: Readonly<Record<string, string>> }>
>;

/**
 * An error of RFC 6749 §5.2, the shape of every protocol endpoint (OID4VCI 1.0 §8.3.1, OID4VP 1.0 §8.2). A refusal that the
 * map doesn't name is `invalid_request`.
 */
export function oauthErrorOf(error: CodedError, errors: OAuthErrors): ErrorAnswer {
  const known = errors[error.code];
  const status = known?.status ?? defaultStatus(error);
  return {
    status,
    contentType: 'application/json',
    headers: { ...retryHeaders(status), ...known?.headers },
    body: {
      ...error.extensions,
      error: known?.error ?? defaultError(error),
      ...(error.fault === 'bug' ? {} : { error_description: description(error.message) }),
    },
  };
}

function defaultStatus(error: CodedError): number {
  if (error.fault === 'bug') return 500;
  if (error.fault === 'outage') return 503;
  return FRAMEWORK_STATUSES[error.code] ?? 400;
}

function defaultError(error: CodedError): string {
  if (error.fault === 'bug') return 'server_error';
  return error.fault === 'outage' ? 'temporarily_unavailable' : 'invalid_request';
}

/** `error_description` has neither quotation mark nor backslash nor control or foreign characters (RFC 6749 §5.2). */
function description(message: string): string {
  return message.replaceAll('"', "'").replace(/[^\x20-\x5b\x5d-\x7e]/g, ' ');
}
