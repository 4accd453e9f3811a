import { request as httpRequest } from 'node:http';
import { OWNERS, type Scene } from './scene.js';
import type { RequestBody, RouteEntry } from './route-table.js';

/** A request in parts, each of which a test may spoil. */
export interface PartedRequest {
  method: string;
  parameters: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

export interface ReadAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** The table's good request, sent by the owner. */
export function goodRequest(entry: RouteEntry, scene: Scene): PartedRequest {
  const body = entry.body?.(scene);
  const service = entry.service === 'cooperative' ? undefined : entry.service;
  const owner = service === undefined ? '' : OWNERS[service];
  return {
    method: entry.route.split(' ', 1)[0] as string,
    parameters: { ...entry.parameters?.(scene) },
    query: { ...entry.query?.(scene) },
    headers: {
      ...entry.headers?.(scene),
      ...(entry.scope === undefined ? {} : { authorization: `Bearer ${scene.cooperation.apiKeyOf(owner)}` }),
      ...(body === undefined ? {} : { 'content-type': typeOf(body) }),
    },
    body: body === undefined ? undefined : Buffer.from(textOf(body)),
  };
}

export function typeOf(body: RequestBody): string {
  if ('json' in body) return 'application/json';
  return 'form' in body ? 'application/x-www-form-urlencoded' : body.type;
}

export function textOf(body: RequestBody): string {
  if ('json' in body) return JSON.stringify(body.json);
  return 'form' in body ? new URLSearchParams(body.form).toString() : body.text;
}

export function pathOf(entry: RouteEntry, { parameters, query }: PartedRequest): string {
  const pattern = entry.route.slice(entry.route.indexOf(' ') + 1);
  const path = pattern.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

export function send(entry: RouteEntry, request: PartedRequest, scene: Scene): Promise<ReadAnswer> {
  return sendTo(scene.urls[entry.service], pathOf(entry, request), request);
}

/** By node:http and not by fetch, which would mend addresses and header fields on their way. */
export function sendTo(
  url: string,
  path: string,
  { method, headers, body }: Pick<PartedRequest, 'method' | 'headers' | 'body'>,
): Promise<ReadAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = body === undefined ? {} : { 'content-length': String(body.length) };
    const sent = httpRequest(
      // No connection is shared: some of these requests end theirs.
      { hostname, port, path, method, headers: { ...length, ...headers }, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers as Record<string, string>,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.once('error', (error) => reject(new Error(`${method} ${path.slice(0, 200)}: ${error.message}`)));
    sent.end(body);
  });
}
