import { call, type HttpAnswer } from './holder-requests.js';

export interface Asked {
  id: string;
  walletLink: string;
  requestUri: string;
}

/** What a verifier's tenant does, over the management API. */
export class AskingClerk {
  private constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  static async setUp(url: string, setupCode: string): Promise<AskingClerk> {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify({ code: setupCode }) };
    const { body } = await call(`${url}/api/v1/setup`, request);
    return new AskingClerk(url, body['apiKey'] as string);
  }

  ask(contract: string, question: object = {}): Promise<HttpAnswer> {
    return this.#send('POST', 'verifications', { contract, ...question });
  }

  /** Asks so that the same key, sent again, asks nothing more. */
  askOnce(contract: string, idempotencyKey: string): Promise<HttpAnswer> {
    return this.#send('POST', 'verifications', { contract }, { 'idempotency-key': `"${idempotencyKey}"` });
  }

  async newQuestion(contract: string, question: object = {}): Promise<Asked> {
    const { status, body } = await this.ask(contract, question);
    if (status !== 201) throw new Error(`asking failed: ${status} ${JSON.stringify(body)}`);
    return body as unknown as Asked;
  }

  createPage(contract: string, returnUrl: string): Promise<HttpAnswer> {
    return this.#send('POST', 'verifications', { contract, delivery: { method: 'page', returnUrl } });
  }

  redeem(id: string, responseCode: string): Promise<HttpAnswer> {
    return this.#send('POST', `verifications/${id}/result`, { responseCode });
  }

  read(id: string): Promise<HttpAnswer> {
    return this.#send('GET', `verifications/${id}`);
  }

  redact(id: string): Promise<HttpAnswer> {
    return this.#send('POST', `verifications/${id}/redaction`);
  }

  #send(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<HttpAnswer> {
    const headers = { authorization: `Bearer ${this.apiKey}`, ...more };
    const request =
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return call(`${this.url}/api/v1/${path}`, request);
  }
}
