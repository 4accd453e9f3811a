import { createServer, type IncomingMessage } from 'node:http';
import { isCodedError, isJsonObject, parseJson, refusal, type JsonValue } from '#primitives';
import { consensusParameters } from '../network/network-genesis.js';
import { commitJson, validatorsJson } from './engine-json.js';
import { listen, type LightBlockServer } from './listen.js';
import type { VerifiedLightBlocks } from './verified-light-blocks.js';

const MAX_REQUEST_BYTES = 16 * 1024;
const LIMITS = { maxLength: MAX_REQUEST_BYTES, maxDepth: 6 };

/** JSON-RPC 2.0 §5.1 */
const METHOD_NOT_FOUND = -32_601;
const INTERNAL_ERROR = -32_603;

/**
 * What the engine's light client asks of an RPC server, answered on loopback with light blocks that were verified: `commit`,
 * `validators` and `consensus_params` (CometBFT, `light/provider/http` and `statesync/stateprovider.go`). The parameters are
 * those of the genesis: they never change, and a header commits to a part of them only.
 * @throws `address_taken` (outage)
 */
export function serveVerifiedBlocks(blocks: VerifiedLightBlocks): Promise<LightBlockServer> {
  const server = createServer((request, response) => {
    answer(request, blocks).then(
      (body) => {
        const text = JSON.stringify(body);
        const status = 'error' in body ? 500 : 200;
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
        response.end(text);
      },
      () => response.writeHead(400).end(),
    );
  });
  return listen(server, { address: '127.0.0.1', port: 0 });
}

async function answer(message: IncomingMessage, blocks: VerifiedLightBlocks): Promise<object> {
  const request = parseJson(await readBody(message), LIMITS);
  if (!isJsonObject(request)) throw refusal('malformed_request', 'The request is not JSON-RPC.');
  const { id = null, method, params } = request;
  const envelope = { jsonrpc: '2.0', id };
  const asked = isJsonObject(params) ? params['height'] : undefined;
  const { latest } = await blocks.range();
  const height = asked === undefined ? latest : Number(asked);
  try {
    const result = await resultOf(method, height, blocks);
    if (result !== undefined) return { ...envelope, result };
    return { ...envelope, error: { code: METHOD_NOT_FOUND, message: 'Method not found', data: '' } };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    const data = error.code === 'light_block_missing' ? explainMissing(height, latest) : error.code;
    return { ...envelope, error: { code: INTERNAL_ERROR, message: 'Internal error', data } };
  }
}

async function resultOf(
  method: JsonValue | undefined,
  height: number,
  blocks: VerifiedLightBlocks,
): Promise<object | undefined> {
  if (!Number.isSafeInteger(height) || height < 1) throw refusal('light_block_missing', 'There is no such height.');
  if (method === 'commit') return commitJson(await blocks.at(height));
  if (method === 'validators') return validatorsJson(await blocks.at(height));
  if (method === 'consensus_params') return { block_height: `${height}`, consensus_params: consensusParameters() };
  return undefined;
}

/** In CometBFT's words, by which its light client tells a block that is still to come from one that is gone. */
function explainMissing(height: number, latest: number): string {
  if (height > latest) return `height ${height} must be less than or equal to the current blockchain height ${latest}`;
  return `height ${height} is not available, lowest height is later`;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MAX_REQUEST_BYTES) throw refusal('malformed_request', 'The request is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
