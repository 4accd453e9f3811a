import { isJsonObject, parseJson, type JsonObject } from '#primitives';
import type { SimulatedNetwork } from './simulated-network.js';

export interface ManagementAnswer {
  status: number;
  body: JsonObject;
}

/** The management API as an operator or an integrator calls it. */
export class ManagementClient {
  readonly #fetch: ReturnType<SimulatedNetwork['fetchOf']>;

  constructor(
    network: SimulatedNetwork,
    name: string,
    private readonly publicUrl: string,
    private readonly apiKey: string,
  ) {
    this.#fetch = network.fetchOf(name);
  }

  /** @param setupCode of the one-time link */
  static async setUp(network: SimulatedNetwork, name: string, publicUrl: string, setupCode: string): Promise<string> {
    const client = new ManagementClient(network, name, publicUrl, '');
    const { body } = await client.send('POST', 'setup', JSON.stringify({ code: setupCode }));
    return body['apiKey'] as string;
  }

  async send(method: string, path: string, body?: string, contentType = 'application/json'): Promise<ManagementAnswer> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.apiKey}` };
    if (body !== undefined) headers['content-type'] = contentType;
    const request = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await this.#fetch(`${this.publicUrl}/api/v1/${path}`, request);
    const text = await response.text();
    const parsed = text === '' ? {} : parseJson(text);
    return { status: response.status, body: isJsonObject(parsed) ? parsed : {} };
  }
}
