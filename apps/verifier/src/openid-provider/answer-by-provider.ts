import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { OutgoingHttpHeaders, RequestListener } from 'node:http';
import { CapturedResponse, writtenRequest } from './captured-response.js';

/** What the provider answered; nothing of it has gone out. */
export interface ProviderAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | number | undefined>>;
  body: string;
}

/** What of a request reaches the provider beside its address and body. */
const PASSED = ['accept', 'authorization', 'content-type', 'dpop'] as const;
/** Ours are there already, or the connection's. */
const KEPT_BACK = /^(?:access-control-|content-length$|connection$|date$|keep-alive$|transfer-encoding$|vary$)/;

/**
 * Has the provider answer a request of ours. The library is a handler of Node.js for raw requests and believes its host and its
 * proxies; so it gets a request that was written here, with the host of our public URL and none of the fields by which a caller
 * could say otherwise, and its answer goes out by Fastify like every other.
 * @param path of the request below the issuer: `/token`
 * @param form goes as the query of a GET, in the place of what was posted
 */
export async function answerByProvider(
  provider: Provider,
  request: FastifyRequest,
  path: string,
  form?: string,
): Promise<ProviderAnswer> {
  const issuer = new URL(provider.issuer);
  const query = request.url.indexOf('?');
  const session = provider.cookieName('session');
  const headers: Record<string, string> = {
    host: issuer.host,
    'x-forwarded-proto': issuer.protocol.slice(0, -1),
    ...passedHeaders(request),
    ...cookieHeader(request, session),
  };
  const search = query < 0 ? '' : request.url.slice(query);
  const body = typeof request.body === 'string' && form === undefined ? request.body : '';
  const { 'content-type': _type, ...bodyless } = headers;
  const written =
    form === undefined
      ? writtenRequest({ method: request.method, url: `${path}${search}`, headers }, body)
      : writtenRequest({ method: 'GET', url: `${path}?${form}`, headers: bodyless }, body);
  // By this the library finds its own addresses below the issuer's path.
  Object.assign(written, { baseUrl: issuer.pathname });
  const response = new CapturedResponse(written);
  const handle = provider.callback() as RequestListener;
  void handle(written, response);
  const answered = await response.body;
  return { status: response.statusCode, headers: answerHeaders(response.getHeaders(), session), body: answered };
}

/** Sends what the provider answered; of a redirect not the library's page, which nobody reads and which repeats the code. */
export function sendProviderAnswer(reply: FastifyReply, { status, headers, body }: ProviderAnswer): void {
  const { 'content-type': _type, ...bodyless } = headers;
  const isRedirect = status >= 300 && status < 400;
  void reply
    .code(status)
    .headers(isRedirect ? bodyless : headers)
    .send(isRedirect ? '' : body);
}

function passedHeaders({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    PASSED.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  );
}

/** No session goes in or out: each authorization request stands for itself (see docs/decisions). */
function cookieHeader({ headers }: FastifyRequest, session: string): Record<string, string> {
  const kept = (headers.cookie ?? '').split(';').filter((pair) => !isCookie(pair, session));
  return kept.join('').trim() === '' ? {} : { cookie: kept.join(';') };
}

function answerHeaders(headers: OutgoingHttpHeaders, session: string): ProviderAnswer['headers'] {
  const kept = Object.entries(headers).filter(([name]) => !KEPT_BACK.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (name !== 'set-cookie') return [name, value];
      return [
        name,
        [value ?? []]
          .flat()
          .map(String)
          .filter((cookie) => !isCookie(cookie, session)),
      ];
    }),
  );
}

function isCookie(text: string, name: string): boolean {
  const pair = text.trim();
  return pair.startsWith(`${name}=`) || pair.startsWith(`${name}.sig=`);
}
