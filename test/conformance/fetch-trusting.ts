import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';

/** A `fetch` over TLS that believes one certificate, follows no redirect and takes bodies as texts. */
export function fetchTrusting(certificate: string): typeof fetch {
  return async (input, init = {}) => {
    const { method = 'GET', body } = init;
    if (typeof input !== 'string' || (body !== undefined && body !== null && typeof body !== 'string')) {
      throw new Error('this fetch takes texts');
    }
    const headers = Object.fromEntries(new Headers(init.headers));
    const sent = request(input, { method, headers, ca: certificate });
    sent.end(body ?? '');
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const received = new Headers();
    for (let index = 0; index < answer.rawHeaders.length; index += 2) {
      received.append(answer.rawHeaders[index] as string, answer.rawHeaders[index + 1] as string);
    }
    const { statusCode: status = 0 } = answer;
    return new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: received });
  };
}
