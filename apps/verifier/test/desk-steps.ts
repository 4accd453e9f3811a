import { encodeBase64url, platformRandom } from '#primitives';
import { PageBrowser, type BrowsedPage } from './page-browser.js';
import type { Setting } from './running-verifier.js';

/** A clerk at the desk's pages, without a screen. */
export class DeskClerk {
  readonly browser = new PageBrowser();

  private constructor(private readonly publicUrl: string) {}

  static async signedIn({ config, keys }: Setting, tenant: 'bank' | 'city'): Promise<DeskClerk> {
    const clerk = new DeskClerk(config.publicUrl);
    const form = new URLSearchParams({ accessKey: keys[tenant], next: '/verifications' }).toString();
    const { status, location } = await clerk.browser.post(`${config.publicUrl}/sign-in`, form);
    if (location === undefined) throw new Error(`HTTP ${status}`);
    return clerk;
  }

  get(path: string): Promise<BrowsedPage> {
    return this.browser.get(`${this.publicUrl}${path}`);
  }

  /** Opens the page with the form, fills it in and sends it. @param question as the list of questions names it */
  async ask(question: string, typed: Record<string, string> = {}): Promise<BrowsedPage> {
    return this.send(await this.formOf(question, typed));
  }

  async formOf(question: string, typed: Record<string, string> = {}): Promise<string> {
    const { text } = await this.get(`/verifications/new?${new URLSearchParams({ question }).toString()}`);
    const [contract = '', policy] = question.split('/');
    // A question that is not offered has no form; a program may send one all the same.
    const formToken = tokenIn(text) || encodeBase64url(platformRandom(16));
    const asked = { formToken, contract, ...(policy === undefined ? {} : { policy }), ...typed };
    return new URLSearchParams(asked).toString();
  }

  send(form: string): Promise<BrowsedPage> {
    return this.browser.post(`${this.publicUrl}/verifications/new`, form);
  }

  /** Makes a customer screen for a verification. @returns its address */
  async makeScreen(id: string): Promise<string> {
    const path = `/verifications/${id}/customer-screen`;
    const { text } = await this.get(path);
    const form = new URLSearchParams({ formToken: tokenIn(text) }).toString();
    const made = await this.browser.follow(await this.browser.post(`${this.publicUrl}${path}`, form));
    const [, url] = /href="([^"]*\/customer-screens\/[^"]*)&amp;in=en"/.exec(made.text) ?? [];
    if (url === undefined) throw new Error(`HTTP ${made.status} shows no address`);
    return url.replaceAll('&amp;', '&');
  }
}

export function tokenIn(text: string): string {
  return /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

export function idIn({ location, status, text }: BrowsedPage): string {
  const id = location?.split('/').at(-1);
  if (id === undefined) throw new Error(`HTTP ${status}: ${text}`);
  return id;
}
