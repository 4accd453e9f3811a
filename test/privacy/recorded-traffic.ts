/** Everything that went over the wire from the test's clients, for looking for it elsewhere. */
export class RecordedTraffic {
  readonly #texts: string[] = [];
  readonly #plainFetch = globalThis.fetch;

  /** From here on every `fetch` of this process is recorded. */
  start(): void {
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      this.#texts.push(url, JSON.stringify(init?.headers ?? {}), typeof init?.body === 'string' ? init.body : '');
      const response = await this.#plainFetch(input, init);
      const body = await response.clone().text();
      this.#texts.push(body, JSON.stringify(Object.fromEntries(response.headers)));
      return response;
    };
  }

  stop(): void {
    globalThis.fetch = this.#plainFetch;
  }

  /** Texts that nobody guesses: random parts, digests, tokens, codes, signatures. */
  secrets(): string[] {
    const found = new Set<string>();
    for (const text of this.#texts) {
      for (const [run] of text.matchAll(/[A-Za-z0-9_-]{20,}/g)) if (/\d/.test(run) && /[A-Z]/.test(run)) found.add(run);
    }
    return [...found];
  }
}
