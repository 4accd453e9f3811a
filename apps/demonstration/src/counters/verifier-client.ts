import { isJsonObject, outage, parseJson, refusal, type JsonObject, type JsonValue } from '#primitives';

const TIMEOUT_MILLISECONDS = 10_000;
const LIMITS = { maxLength: 1024 * 1024, maxDepth: 24 };

/** The verifier's public API, as docs/integrate.md describes it, with one tenant's key. */
export class VerifierClient {
  constructor(
    private readonly verifierUrl: string,
    private readonly apiKey: string,
  ) {}

  /**
   * @throws `verifier_unavailable` (outage) where it doesn't answer or answers 5xx; `verifier_refused` with the API's own code
   *   in the private detail
   */
  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: JsonObject): Promise<JsonObject> {
    const answer = await this.#send(method, path, body);
    const text = await answer.text();
    const value: JsonValue = text === '' ? {} : parseJson(text, LIMITS);
    if (answer.ok && isJsonObject(value)) return value;
    if (answer.status >= 500) throw unavailable(`HTTP ${answer.status}`);
    throw refusal('verifier_refused', 'The verifier refused the request.', {
      privateDetail: `${answer.status} ${text.slice(0, 300)}`,
    });
  }

  async #send(method: string, path: string, body: JsonObject | undefined): Promise<Response> {
    const headers = {
      authorization: `Bearer ${this.apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    try {
      return await fetch(`${this.verifierUrl}/api/v1/${path}`, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw unavailable('no answer', cause);
    }
  }
}

function unavailable(privateDetail: string, cause?: unknown) {
  return outage('verifier_unavailable', 'The verifier cannot be reached.', { privateDetail, cause });
}

/** A text that the API promises. @throws `verifier_unavailable` where it isn't there */
export function textIn(answer: JsonObject, member: string): string {
  const text = answer[member];
  if (typeof text !== 'string') throw unavailable(`an answer without ${member}`);
  return text;
}
