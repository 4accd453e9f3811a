import { createServer, type ServerResponse } from 'node:http';
import { isCodedError } from '#primitives';
import { listen, type LightBlockServer } from './listen.js';
import type { LightBlockSource } from './light-block-source.js';

const PATH = /^\/light-blocks(?:\/([1-9]\d{0,15}))?$/;

/**
 * Serves a node's light blocks to members whose nodes begin from a snapshot: `GET /light-blocks` says which there are,
 * `GET /light-blocks/{height}` gives one. All of it is public, as proofs carry it; nothing else of the node is reached here.
 * @throws `address_taken` (outage)
 */
export function serveLightBlocks(
  source: LightBlockSource,
  place: { address: string; port: number },
): Promise<LightBlockServer> {
  const server = createServer((request, response) => {
    const height = request.method === 'GET' ? PATH.exec(request.url ?? '')?.[1] : undefined;
    if (request.method !== 'GET' || !PATH.test(request.url ?? '')) return answer(response, 404, { code: 'not_found' });
    const asked = height === undefined ? source.range() : source.block(Number(height));
    asked.then(
      (found) => answer(response, 200, found),
      (error: unknown) => {
        const isMissing = isCodedError(error) && error.code === 'light_block_missing';
        answer(response, isMissing ? 404 : 503, { code: isMissing ? 'light_block_missing' : 'node_unreachable' });
      },
    );
  });
  return listen(server, place);
}

function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
