import { isJsonObject, outage, refusal, type JsonValue } from '#primitives';

/**
 * The answer of a call, where it must be one.
 * @throws the problem's own code (RFC 9457, `code`) as a refusal; `api_unavailable` (outage) for a status of 500 and up
 */
export function requireAnswer<Answer>(result: { data?: Answer; error?: unknown; response: Response }): Answer {
  const { data, error, response } = result;
  if (response.ok) return data as Answer;
  const problem = error as JsonValue | undefined;
  const { code, detail } = problem !== undefined && isJsonObject(problem) ? problem : {};
  const privateDetail = `HTTP ${response.status} ${typeof code === 'string' ? code : ''}`.trim();
  if (response.status >= 500) throw outage('api_unavailable', 'The service cannot answer now.', { privateDetail });
  throw refusal(
    typeof code === 'string' ? code : 'api_refused',
    typeof detail === 'string' ? detail : 'The service refused the request.',
    { privateDetail },
  );
}
