import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import {
  decodeUtf8,
  isCodedError,
  outage,
  parseJson,
  parsePublicUrl,
  refusal,
  type CodedError,
  type JsonValue,
} from '#primitives';
import { checkAddress, guardedLookup, type Reach, type ResolveAddresses } from './guarded-lookup.js';

export interface GuardedFetchOptions {
  /** Exact origins that may have a private address (`https://hooks.bank.internal:8443`). */
  outgoingOrigins: readonly string[];
  /** Only a service that is itself on loopback may call loopback. */
  serviceIsLoopback: boolean;
  /** For the whole exchange. */
  timeoutMilliseconds: number;
  /** Of the answer's body. */
  maxBytes: number;
  /** The system's resolver where nothing is said. */
  resolve?: ResolveAddresses;
}

export interface OutgoingRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

export interface FetchedAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array;
  /** @throws `malformed_utf8` */
  text(): string;
  /** @throws `malformed_json`, `json_too_deep` */
  json(): JsonValue;
}

/**
 * Calls another service.
 * @throws `malformed_url`, `insecure_url`, `address_not_allowed` (refusals: the URL itself is no good); `fetch_failed`,
 * `fetch_timeout`, `answer_too_large`, `redirect_refused` (outages)
 */
export type GuardedFetch = (url: string, init?: OutgoingRequest) => Promise<FetchedAnswer>;

export interface Outgoing {
  fetch: GuardedFetch;
  /**
   * Refuses a URL that `fetch` would refuse whatever its name leads to: for URLs that are stored and called later.
   * @throws `malformed_url`, `insecure_url`, `address_not_allowed`
   */
  check(url: string): void;
  /** Closes the connections that were kept. */
  close(): void;
}

/** The only way out of a service (design §4): https, no private address, no redirect, limits on time and size. */
export function createGuardedFetch(options: GuardedFetchOptions): Outgoing {
  const resolve = options.resolve ?? ((hostname) => lookup(hostname, { all: true }));
  const listedOrigins = new Set(options.outgoingOrigins.map((origin) => parsePublicUrl(origin).origin));
  // Sockets are kept alive; a listed origin's are kept apart by their port and host, which the list names exactly.
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const admit = (text: string): { url: URL; reach: Reach } => {
    const url = parsePublicUrl(text);
    const reach = { listed: listedOrigins.has(url.origin), serviceIsLoopback: options.serviceIsLoopback };
    refuseBeforeConnecting(url, reach);
    return { url, reach };
  };
  return {
    fetch: async (text, init = {}) => {
      const { url, reach } = admit(text);
      return exchange(url, init, { options, resolve, reach, agents });
    },
    check: (text) => void admit(text),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** A socket to a literal address never asks a lookup: it is checked here. */
function refuseBeforeConnecting(url: URL, reach: Reach): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) checkAddress(host, reach);
  if (url.protocol === 'http:' && !reach.listed) {
    throw refusal('insecure_url', 'Only a listed origin may be called without TLS.');
  }
}

interface Exchange {
  options: GuardedFetchOptions;
  resolve: ResolveAddresses;
  reach: Reach;
  agents: { http: HttpAgent; https: HttpsAgent };
}

async function exchange(url: URL, init: OutgoingRequest, context: Exchange): Promise<FetchedAnswer> {
  const { options, resolve, reach, agents } = context;
  const deadline = AbortSignal.timeout(options.timeoutMilliseconds);
  const body = typeof init.body === 'string' ? Buffer.from(init.body) : init.body;
  const settings = {
    method: init.method ?? 'GET',
    headers: {
      'accept-encoding': 'identity',
      'user-agent': 'incola',
      ...init.headers,
      ...(body === undefined ? {} : { 'content-length': String(body.length) }),
    },
    lookup: guardedLookup(resolve, reach),
    signal: deadline,
    maxHeaderSize: 16 * 1024,
  };
  try {
    const answer = await new Promise<IncomingMessage>((settle, reject) => {
      const request =
        url.protocol === 'https:'
          ? httpsRequest(url, { ...settings, agent: agents.https }, settle)
          : httpRequest(url, { ...settings, agent: agents.http }, settle);
      request.once('error', reject);
      request.end(body);
    });
    return await readAnswer(answer, options.maxBytes);
  } catch (error) {
    throw codedFailure(error, deadline);
  }
}

async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<FetchedAnswer> {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400 && status !== 304) {
    answer.destroy();
    throw outage('redirect_refused', 'The other service answered with a redirect.');
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) {
      answer.destroy();
      throw outage('answer_too_large', 'The answer of the other service is too large.');
    }
    parts.push(part);
  }
  const bytes = new Uint8Array(Buffer.concat(parts));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const text = (): string => decodeUtf8(bytes);
  return { status, headers, bytes, text, json: () => parseJson(text(), { maxLength: maxBytes, maxDepth: 24 }) };
}

function codedFailure(error: unknown, deadline: AbortSignal): CodedError {
  if (isCodedError(error)) return error;
  if (deadline.aborted) return outage('fetch_timeout', 'The other service did not answer in time.', { cause: error });
  return outage('fetch_failed', 'The other service cannot be reached.', { cause: error });
}
