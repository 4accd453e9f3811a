import { z } from 'zod';
import { isJsonObject, outage, parseJson, type CodedError, type JsonObject, type JsonValue } from '#primitives';

/** Where a node answers, and the part of `fetch` that is needed. */
export interface NodeToCall {
  /** On loopback, where the RPC of our nodes is. */
  port: number;
  fetch?: typeof fetch;
}

const TIMEOUT_MILLISECONDS = 10_000;
/** A block of 2 MiB in Base 64, its results, and room. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const LIMITS = { maxLength: MAX_ANSWER_BYTES, maxDepth: 24 };
const MAX_WORDS = 500;

const failureShape = z.object({ code: z.number(), message: z.string(), data: z.string().default('') });

/**
 * Calls a method of CometBFT's RPC (JSON-RPC 2.0 over HTTP POST) and reads its result.
 * @throws `node_unreachable` (no answer, or no JSON-RPC answer), `node_call_failed` (the node says that it could not; its
 *   words are the private detail), `node_answer_malformed`: outages all
 */
export async function callNode<Shape extends z.ZodType>(
  { port, fetch: call = fetch }: NodeToCall,
  method: string,
  parameters: JsonObject,
  shape: Shape,
): Promise<z.output<Shape>> {
  const answer = await ask(call, port, { jsonrpc: '2.0', id: 1, method, params: parameters });
  if (!isJsonObject(answer)) throw malformed(method);
  const failure = failureShape.safeParse(answer['error']);
  if (failure.success) {
    const { code, message, data } = failure.data;
    const privateDetail = `${method}: ${code} ${message}: ${data}`.slice(0, MAX_WORDS);
    throw outage('node_call_failed', 'The ledger node could not answer.', { privateDetail });
  }
  const result = shape.safeParse(answer['result']);
  if (!result.success) throw malformed(method, result.error);
  return result.data;
}

async function ask(call: typeof fetch, port: number, request: JsonObject): Promise<JsonValue> {
  try {
    const response = await call(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      redirect: 'error',
    });
    // A failed call has HTTP status 500 and a JSON-RPC answer all the same.
    return parseJson(await readLimited(response), LIMITS);
  } catch (cause) {
    throw outage('node_unreachable', 'The ledger node cannot be reached.', { cause });
  }
}

/** @throws an Error where the answer is longer than allowed; the rest of it is not read */
async function readLimited(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function malformed(method: string, cause?: unknown): CodedError {
  return outage('node_answer_malformed', "The ledger node's answer has no valid shape.", {
    privateDetail: method,
    cause,
  });
}
