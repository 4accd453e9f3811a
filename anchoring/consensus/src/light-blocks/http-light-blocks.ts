import type { z } from 'zod';
import { isCodedError, outage, parseJson, refusal } from '#primitives';
import { lightBlockRangeShape, servedLightBlockShape, type LightBlockSource } from './light-block-source.js';

const TIMEOUT_MILLISECONDS = 10_000;
const MAX_ANSWER_BYTES = 256 * 1024;
const LIMITS = { maxLength: MAX_ANSWER_BYTES, maxDepth: 8 };

/**
 * The light blocks that another member's node serves. They need neither a secret nor TLS: signatures tell what is true of them.
 * @param url of that service, `http:` or `https:`, without a path
 * @throws `malformed_light_block_url`
 */
export function httpLightBlocks(url: string, call: typeof fetch = fetch): LightBlockSource {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (
    base === undefined ||
    !['http:', 'https:'].includes(base.protocol) ||
    base.username !== '' ||
    base.search !== ''
  ) {
    throw refusal('malformed_light_block_url', `${url} is no address of light blocks, such as http://192.0.2.7:26680.`);
  }
  const get = <Shape extends z.ZodType>(path: string, shape: Shape) => ask(call, new URL(path, base), shape);
  return {
    name: base.host,
    range: () => get('/light-blocks', lightBlockRangeShape),
    block: (height) => get(`/light-blocks/${height}`, servedLightBlockShape),
  };
}

async function ask<Shape extends z.ZodType>(call: typeof fetch, url: URL, shape: Shape): Promise<z.output<Shape>> {
  try {
    const response = await call(url, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS), redirect: 'error' });
    if (response.status === 404) throw refusal('light_block_missing', `${url.host} has no such block.`);
    if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
    return shape.parse(parseJson(await readLimited(response.body), LIMITS));
  } catch (cause) {
    if (isCodedError(cause) && cause.code === 'light_block_missing') throw cause;
    throw outage('light_blocks_unreachable', `${url.host} gives no light blocks.`, { cause });
  }
}

/** @throws an Error where the answer is longer than allowed; the rest of it is not read */
async function readLimited(body: ReadableStream<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
