import { isJsonObject, outage, parseJson, type JsonObject } from '#primitives';

export interface ServiceAnswer {
  status: number;
  /** Empty where the answer had no body. */
  body: JsonObject;
}

const ANSWER_LIMITS = { maxLength: 4 * 1024 * 1024, maxDepth: 32 };

/** A machine client of one tenant's management API, as an integrator would write it. */
export class ServiceClient {
  constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  /** @throws `service_refused` (outage) for every status but 2xx, with what the service answered */
  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: JsonObject): Promise<JsonObject> {
    const answer = await this.try(method, path, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw outage('service_refused', `${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  async try(method: 'GET' | 'POST' | 'DELETE', path: string, body?: JsonObject): Promise<ServiceAnswer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return this.#send(method, path, 'application/json', text);
  }

  /** @throws `service_refused` (outage) */
  async upload(path: string, csv: string): Promise<JsonObject> {
    const { status, body } = await this.#send('POST', path, 'text/csv; charset=utf-8', csv);
    if (status !== 200) throw outage('service_refused', `POST ${path} was answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async #send(method: string, path: string, type: string, body: string | undefined): Promise<ServiceAnswer> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.apiKey}` };
    if (body !== undefined) headers['content-type'] = type;
    const answer = await fetch(`${this.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    const parsed = text === '' ? {} : parseJson(text, ANSWER_LIMITS);
    return { status: answer.status, body: isJsonObject(parsed) ? parsed : { value: parsed } };
  }
}
