import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { decodeUtf8, outage, parseJson } from '#primitives';
import type { FetchedAnswer, Outgoing } from '#service-kit/fetch';
import type { Network } from '#service-kit/network';
import type { Trace } from './trace.js';
import type { VirtualTime } from './virtual-time.js';

export interface Message {
  from: string;
  to: string;
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | undefined;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** What can happen to a message. */
export type MessageFault =
  | { kind: 'request lost' | 'response lost' | 'doubled' | 'doubled at once' | 'delivered late' }
  | { kind: 'slow'; milliseconds: number };

/** Longer than any caller waits. */
const GIVEN_UP_MILLISECONDS = 12_000;

interface Party {
  name: string;
  application: NestFastifyApplication;
}

/** A party's own place in the network; cut off, nothing of it reaches anybody and nothing reaches it. */
export interface Connection extends Network {
  cutOff(): void;
}

/** Nobody has sockets here: what a party sends is handed to the other's routes, or isn't. */
export class SimulatedNetwork {
  readonly #parties = new Map<string, Party>();
  readonly #listeners: ((message: Message, reply: Reply) => void)[] = [];
  readonly #late: (() => Promise<void>)[] = [];
  readonly #away = new Set<string>();
  #plan: { after: number; fault: MessageFault } | undefined;
  /** Between a request and its reply. */
  inFlight = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly trace: Trace,
  ) {}

  /** The place of a service. @param name as the trace calls it */
  connect(name: string): Connection {
    let isCut = false;
    let port: string | undefined;
    return {
      outgoing: () => this.#outgoing(name, () => isCut),
      listen: async (application, at) => {
        await application.init();
        await application.getHttpAdapter().getInstance().ready();
        port = String(at.port);
        this.#parties.set(port, { name, application });
        return `http://localhost:${port}`;
      },
      cutOff: () => {
        isCut = true;
        if (port !== undefined && this.#parties.get(port)?.name === name) this.#parties.delete(port);
      },
    };
  }

  /** `fetch` of somebody who is no service: a wallet, an integrator, an operator. */
  fetchOf(from: string) {
    return async (url: string, request: RequestInit): Promise<Response> => {
      const headers = Object.fromEntries(new Headers(request.headers).entries());
      const body = typeof request.body === 'string' ? new TextEncoder().encode(request.body) : undefined;
      const reply = await this.send({ from, to: url, method: request.method ?? 'GET', url, headers, body });
      const isEmpty = reply.status === 204 || reply.status === 304;
      return new Response(isEmpty ? null : reply.body.slice(), { status: reply.status, headers: reply.headers });
    };
  }

  /** Told of every reply that a party made, whether or not it arrived. */
  onReply(listener: (message: Message, reply: Reply) => void): void {
    this.#listeners.push(listener);
  }

  /** @param after messages that pass unharmed before it */
  planFault(fault: MessageFault, after: number): void {
    this.#plan = { after, fault };
  }

  /** What was planned and did not come to pass is forgotten. */
  forgetPlan(): void {
    this.#plan = undefined;
  }

  /** Whoever is away cannot be reached. */
  setAway(name: string, isAway: boolean): void {
    if (isAway) this.#away.add(name);
    else this.#away.delete(name);
  }

  isAway(name: string): boolean {
    return this.#away.has(name);
  }

  /** Messages that may still arrive. */
  get heldBack(): number {
    return this.#late.length;
  }

  /** Delivers what was held back. @returns how many */
  async deliverLate(): Promise<number> {
    const held = this.#late.splice(0);
    for (const deliver of held) await deliver();
    return held.length;
  }

  async send(message: Message): Promise<Reply> {
    this.inFlight += 1;
    try {
      return await this.#sendWith(message, this.#faultOfThis());
    } finally {
      this.inFlight -= 1;
    }
  }

  #faultOfThis(): MessageFault | undefined {
    if (this.#plan === undefined || this.#plan.after-- > 0) return undefined;
    const { fault } = this.#plan;
    this.#plan = undefined;
    return fault;
  }

  async #sendWith(message: Message, fault: MessageFault | undefined): Promise<Reply> {
    if (fault === undefined) return this.#deliver(message);
    this.trace.fault(fault.kind, nameOf(message));
    switch (fault.kind) {
      case 'request lost':
        return this.#giveUp();
      case 'delivered late':
        this.#late.push(async () => void (await this.#deliver(message).catch(() => undefined)));
        return this.#giveUp();
      case 'response lost':
        await this.#deliver(message);
        return this.#giveUp();
      case 'doubled':
        await this.#deliver(message).catch(() => undefined);
        return this.#deliver(message);
      case 'doubled at once': {
        const [first] = await Promise.allSettled([this.#deliver(message), this.#deliver(message)]);
        if (first.status === 'rejected') throw first.reason;
        return first.value;
      }
      case 'slow':
        this.time.pass(fault.milliseconds);
        if (fault.milliseconds < GIVEN_UP_MILLISECONDS) return this.#deliver(message);
        await this.#deliver(message).catch(() => undefined);
        return this.#giveUp();
    }
  }

  #giveUp(): never {
    this.time.pass(GIVEN_UP_MILLISECONDS);
    throw new TypeError('no answer came');
  }

  async #deliver(message: Message): Promise<Reply> {
    const url = new URL(message.url);
    const party = this.#parties.get(url.port);
    if (party === undefined || this.#away.has(party.name)) {
      this.trace.note(`${nameOf(message)} → nobody there`);
      throw new TypeError('connection refused');
    }
    const response = await party.application.inject({
      method: message.method as 'GET',
      url: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...message.headers },
      ...(message.body === undefined ? {} : { payload: Buffer.from(message.body) }),
    });
    // Whoever died over the request does not answer it.
    if (this.#parties.get(url.port) !== party) {
      this.trace.note(`${nameOf(message)} → connection reset`);
      throw new TypeError('connection reset');
    }
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : String(value),
      ]),
    );
    const reply = { status: response.statusCode, headers, body: new Uint8Array(response.rawPayload) };
    this.trace.note(`${nameOf(message)} → ${reply.status}`);
    for (const listener of this.#listeners) listener(message, reply);
    return reply;
  }

  #outgoing(from: string, isCut: () => boolean): Outgoing {
    return {
      check: () => undefined,
      close: () => undefined,
      fetch: async (url, init = {}): Promise<FetchedAnswer> => {
        const { method = 'GET', headers = {} } = init;
        const body = typeof init.body === 'string' ? new TextEncoder().encode(init.body) : init.body;
        try {
          if (isCut()) throw new TypeError('the process is gone');
          const reply = await this.send({ from, to: url, method, url, headers, body });
          if (isCut()) throw new TypeError('the process is gone');
          const text = () => decodeUtf8(reply.body);
          const { status } = reply;
          return { status, headers: reply.headers, bytes: reply.body, text, json: () => parseJson(text()) };
        } catch (cause) {
          throw outage('fetch_failed', 'The other service cannot be reached.', { cause });
        }
      },
    };
  }
}

function nameOf({ from, method, url }: Message): string {
  const { port, pathname } = new URL(url);
  return `${from} ${method} :${port}${pathname}`;
}
