import type { JsonObject } from '#primitives';

export interface StreamedEvent {
  id: string;
  data: JsonObject;
}

/** A stream of server-sent events, as far as it was read. */
export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest = '';

  private constructor(
    readonly answer: Response,
    private readonly abort: AbortController,
  ) {
    this.#reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  }

  static async open(url: string, given: Record<string, string>, lastEventId?: string): Promise<EventReader> {
    const abort = new AbortController();
    const headers = { ...given, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) };
    return new EventReader(await fetch(url, { headers, signal: abort.signal }), abort);
  }

  /** The next event, or `undefined` where the stream has ended. */
  async next(): Promise<StreamedEvent | undefined> {
    for (;;) {
      const end = this.#rest.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#rest.slice(0, end).split('\n');
        this.#rest = this.#rest.slice(end + 2);
        const field = (name: string) => block.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field('data');
        if (data !== undefined) return { id: field('id') ?? '', data: JSON.parse(data) as JsonObject };
        continue;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#rest += new TextDecoder().decode(value);
    }
  }

  close(): void {
    this.abort.abort();
  }
}
