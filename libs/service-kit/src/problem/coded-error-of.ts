import { HttpException } from '@nestjs/common';
import { CodedError, isCodedError, refusal } from '#primitives';

/** What the framework itself refuses, by its HTTP status. */
const FRAMEWORK_REFUSALS: Readonly<Record<number, { code: string; message: string }>> = {
  400: { code: 'malformed_request', message: 'The request cannot be read.' },
  404: { code: 'not_found', message: 'There is nothing at this address.' },
  405: { code: 'method_not_allowed', message: 'The address does not take this method.' },
  408: { code: 'request_timeout', message: 'The request took too long.' },
  413: { code: 'body_too_large', message: 'The body is larger than this address takes.' },
  414: { code: 'uri_too_long', message: 'The address is too long.' },
  415: { code: 'unsupported_media_type', message: 'The address does not take this media type.' },
  431: { code: 'headers_too_large', message: 'The header fields are too large.' },
};

/** Statuses of the codes above and of the JSON parser's, which every app has. */
export const FRAMEWORK_STATUSES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.entries(FRAMEWORK_REFUSALS).map(([status, { code }]) => [code, Number(status)])),
  json_too_large: 413,
};

/** Whatever was thrown, as one of ours: the framework's refusals keep their status, everything unknown is a bug. */
export function codedErrorOf(error: unknown): CodedError {
  if (isCodedError(error)) return error;
  const status = statusOf(error);
  if (status === 503) return new CodedError('unavailable', 'The service is closing.', 'outage', { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    const known = FRAMEWORK_REFUSALS[status] ?? { code: 'refused', message: 'The request is refused.' };
    return refusal(known.code, known.message, { cause: error });
  }
  return new CodedError('unexpected', 'Something went wrong on our side.', 'bug', { cause: error });
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
