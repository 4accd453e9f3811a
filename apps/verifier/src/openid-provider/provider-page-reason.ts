import { isCodedError, isJsonObject, parseJson, type JsonObject } from '#primitives';
import type { ProviderAnswer } from './answer-by-provider.js';
import type { ProviderPageReason } from './provider-page.messages.js';

/** By the library's names of errors that go to a page, since there is nowhere safe to send the browser. */
const OF_LIBRARY: Readonly<Record<string, ProviderPageReason>> = {
  SessionNotFound: 'expired',
  InvalidClient: 'client',
  InvalidRedirectUri: 'client',
};

/** By our own codes. */
const OF_CODES: Readonly<Record<string, ProviderPageReason>> = {
  interaction_ended: 'expired',
  response_code_differs: 'code',
  page_of_another_browser: 'expired',
};

/** What the library answered instead of a redirect. @returns `undefined` where it is no error, and goes out as it is */
export function pageOfAnswer({
  status,
  body,
}: ProviderAnswer): { reason: ProviderPageReason; code: string; status: number } | undefined {
  if (status < 400) return undefined;
  const { name, error } = readError(body);
  const known = typeof name === 'string' ? OF_LIBRARY[name] : undefined;
  const code = typeof error === 'string' ? error : 'not_found';
  return { reason: known ?? (status >= 500 ? 'busy' : 'request'), code, status };
}

/** @returns `undefined` of errors that have no page here */
export function pageOfError(
  error: unknown,
  statuses: Readonly<Record<string, number>>,
): { reason: ProviderPageReason; code: string; status: number } | undefined {
  if (!isCodedError(error)) return undefined;
  const reason = error.fault === 'outage' ? 'busy' : OF_CODES[error.code];
  if (reason === undefined) return undefined;
  return { reason, code: error.code, status: statuses[error.code] ?? (error.fault === 'outage' ? 503 : 400) };
}

function readError(body: string): JsonObject {
  try {
    const read = parseJson(body);
    return isJsonObject(read) ? read : {};
  } catch {
    return {};
  }
}
