/** What a page answered, in the parts that a browser acts on. */
export interface BrowsedPage {
  url: string;
  status: number;
  headers: Headers;
  text: string;
  /** Where it leads (303). */
  location: string | undefined;
}

interface KeptCookie {
  pair: string;
  path: string;
}

/** A browser without a screen: keeps cookies by their path, follows nothing by itself. */
export class PageBrowser {
  #cookies: KeptCookie[] = [];

  /** @param fetch one that believes the service's certificate, where it has one */
  constructor(private readonly fetch: typeof globalThis.fetch = globalThis.fetch) {}

  /** What it would send there. */
  cookieFor(url: string): string {
    const { pathname } = new URL(url);
    const sent = this.#cookies.filter(
      ({ path }) => pathname === path || pathname.startsWith(`${path.replace(/\/$/, '')}/`),
    );
    return sent.map(({ pair }) => pair).join('; ');
  }

  get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<BrowsedPage> {
    return this.#send(url, { method, headers });
  }

  /** A form of the page's own, or of the page of another origin. */
  post(url: string, body = '', origin: string = new URL(url).origin): Promise<BrowsedPage> {
    const own = origin === new URL(url).origin;
    const headers = {
      ...{ origin, 'sec-fetch-site': own ? 'same-origin' : 'cross-site' },
      'content-type': 'application/x-www-form-urlencoded',
    };
    return this.#send(url, { method: 'POST', headers, body });
  }

  /** Follows one redirect. */
  async follow(page: BrowsedPage): Promise<BrowsedPage> {
    if (page.location === undefined) throw new Error(`HTTP ${page.status} leads nowhere: ${page.text}`);
    return this.get(page.location);
  }

  /** Follows redirects as long as they stay below an origin. @returns the page, or where it would go on from there */
  async followBelow(origin: string, url: string): Promise<BrowsedPage> {
    let page = await this.get(url);
    while (page.location?.startsWith(`${origin}/`)) page = await this.get(page.location);
    return page;
  }

  async #send(url: string, init: RequestInit & { headers: Record<string, string> }): Promise<BrowsedPage> {
    const cookie = this.cookieFor(url);
    const headers = { ...init.headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await this.fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) this.#keep(set);
    const location = answer.headers.get('location') ?? undefined;
    return { url, status: answer.status, headers: answer.headers, text: await answer.text(), location };
  }

  #keep(set: string): void {
    const [pair = '', ...attributes] = set.split(';').map((part) => part.trim());
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    this.#cookies = this.#cookies.filter((kept) => kept.path !== path || nameOf(kept.pair) !== nameOf(pair));
    if (!attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute)))
      this.#cookies.push({ pair, path });
  }
}

function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf('='));
}
