import { STATUS_CODES } from 'node:http';
import type { CodedError } from '#primitives';
import { FRAMEWORK_STATUSES } from './coded-error-of.js';

/** The HTTP status of each code that isn't answered with its fault's default. */
export type ProblemStatuses = Readonly<Record<string, number>>;

export interface ErrorAnswer {
  status: number;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
}

const RETRY_AFTER_SECONDS = '5';

/**
 * A problem of RFC 9457: `type` is `urn:incola:problem:<code>`, `code` repeats it for programs, `detail` is the public message.
 * A refusal is 400 where the app says nothing else, an outage 503 with `Retry-After`, a bug 500 without detail.
 */
export function problemOf(error: CodedError, statuses: ProblemStatuses): ErrorAnswer {
  const status = statusOfError(error, statuses);
  return {
    status,
    contentType: 'application/problem+json',
    headers: retryHeaders(status),
    body: {
      ...error.extensions,
      type: `urn:incola:problem:${error.code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code: error.code,
      ...(error.fault === 'bug' ? {} : { detail: error.message }),
    },
  };
}

export function statusOfError(error: CodedError, statuses: ProblemStatuses): number {
  if (error.fault === 'bug') return 500;
  const known = statuses[error.code] ?? FRAMEWORK_STATUSES[error.code];
  return known ?? (error.fault === 'outage' ? 503 : 400);
}

export function retryHeaders(status: number): Readonly<Record<string, string>> {
  return status === 503 ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
}
