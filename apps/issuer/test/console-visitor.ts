import { expect } from '@jest/globals';
import type { IssuerUnderTest } from './issuer-under-test.js';

/** A browser without scripts: keeps its cookie, sends forms as a browser does, and follows where it is led. */
export class ConsoleVisitor {
  cookie = '';

  constructor(private readonly issuer: IssuerUnderTest) {}

  get(path: string): Promise<Response> {
    return this.#send(path, {});
  }

  post(path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(form), headers });
  }

  upload(path: string, csv: string): Promise<Response> {
    return this.#send(path, { method: 'POST', body: csv, headers: { 'content-type': 'text/csv' } });
  }

  async signIn(accessKey: string): Promise<void> {
    const answer = await this.post('/sign-in', { accessKey });
    expect(answer.status).toBe(303);
    this.cookie = (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] as string;
  }

  /** The page that a form leads to, as path and text. */
  async follow(answer: Response): Promise<{ path: string; status: number; text: string }> {
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location.startsWith(this.issuer.url)).toBe(true);
    const path = location.slice(this.issuer.url.length);
    const page = await this.get(path);
    return { path, status: page.status, text: await page.text() };
  }

  /** The hidden token of the page's form. */
  async formToken(path: string): Promise<string> {
    const text = await (await this.get(path)).text();
    return /name="formToken" value="([\w-]{22})"/.exec(text)?.[1] as string;
  }

  #send(path: string, init: RequestInit): Promise<Response> {
    return fetch(`${this.issuer.url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.method === 'POST' ? { origin: this.issuer.url, 'sec-fetch-site': 'same-origin' } : {}),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(init.headers as Record<string, string>),
      },
    });
  }
}
