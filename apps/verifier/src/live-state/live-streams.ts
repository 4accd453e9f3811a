import type { FastifyReply } from 'fastify';
import { outage } from '#primitives';
import type { ReadLiveState } from './live-state.js';

export interface LiveStreamLimits {
  /** How often the state is read for each stream. */
  readEveryMilliseconds: number;
  /** A comment now and then, so that no proxy takes a quiet stream for a dead one. */
  beatEveryMilliseconds: number;
  /** A browser reconnects by itself; none keeps a place for ever. */
  longestMilliseconds: number;
  maxStreams: number;
  maxStreamsOfSubject: number;
}

export const LIVE_STREAM_LIMITS: LiveStreamLimits = {
  readEveryMilliseconds: 1_000,
  beatEveryMilliseconds: 15_000,
  longestMilliseconds: 300_000,
  maxStreams: 500,
  maxStreamsOfSubject: 4,
};

/** How long a browser waits before it reconnects. */
const RETRY_MILLISECONDS = 2_000;

interface VersionedData {
  version: string;
  data: object;
}

interface OpenStream {
  subject: string;
  end: () => void;
}

/**
 * Server-sent events (WHATWG HTML §9.2) of states, not of changes: whoever reconnects gets the newest one, unless he has it
 * (`Last-Event-ID`). Nothing is remembered between two reads, so that any instance may serve any reconnect.
 */
export class LiveStreams {
  readonly #open = new Set<OpenStream>();

  constructor(private readonly limits: LiveStreamLimits = LIVE_STREAM_LIMITS) {}

  /**
   * Takes the reply over and sends until the peer leaves, the state can't be read any more, or {@link close}.
   * @param subject whose stream it is; one has a few at most
   * @param lastEventId what the browser has seen
   * @param dataOf what of a state goes out; all of it where nothing is said
   * @throws `too_many_streams` (outage): the page polls instead
   */
  open<State extends { version: string }>(
    reply: FastifyReply,
    subject: string,
    lastEventId: string | undefined,
    read: ReadLiveState<State>,
    dataOf: (state: State) => object = (state) => state,
  ): void {
    const own = [...this.#open].filter((stream) => stream.subject === subject);
    // The newest wins: a page that was reloaded must not wait for the old connection to time out.
    if (own.length >= this.limits.maxStreamsOfSubject) own[0]?.end();
    if (this.#open.size >= this.limits.maxStreams) {
      throw outage('too_many_streams', 'Too many pages are watching; ask again now and then instead.');
    }
    const fields = reply.getHeaders();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(fields as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // A connection that is kept alive after its stream would keep a closing service waiting.
      connection: 'close',
    });
    raw.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
    this.#watch(reply, subject, lastEventId, async () => {
      const state = await read();
      return { version: state.version, data: dataOf(state) };
    });
  }

  /** Ends all of them; a service that closes waits for nobody. */
  close(): void {
    for (const stream of this.#open) stream.end();
  }

  #watch(
    reply: FastifyReply,
    subject: string,
    lastEventId: string | undefined,
    read: ReadLiveState<VersionedData>,
  ): void {
    const { raw } = reply;
    let seen = lastEventId;
    let reading = false;
    const tick = async (): Promise<void> => {
      if (reading) return;
      reading = true;
      try {
        const state = await read();
        if (state.version !== seen && !raw.writableEnded) raw.write(eventOf(state));
        seen = state.version;
      } catch {
        // Whatever it is, the browser's next request is answered with it.
        stream.end();
      } finally {
        reading = false;
      }
    };
    const timers = [
      setInterval(() => void tick(), this.limits.readEveryMilliseconds),
      setInterval(() => raw.write(': here\n\n'), this.limits.beatEveryMilliseconds),
    ];
    const last = setTimeout(() => stream.end(), this.limits.longestMilliseconds);
    const stream: OpenStream = {
      subject,
      end: () => {
        timers.forEach((timer) => clearInterval(timer));
        clearTimeout(last);
        this.#open.delete(stream);
        raw.end();
      },
    };
    for (const timer of [...timers, last]) timer.unref();
    this.#open.add(stream);
    raw.on('close', () => stream.end());
    void tick();
  }
}

function eventOf({ version, data }: VersionedData): string {
  return `id: ${version}\nevent: state\ndata: ${JSON.stringify(data)}\n\n`;
}
