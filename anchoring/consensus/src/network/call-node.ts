import { Agent, request } from 'node:http';
import { z } from 'zod';
import { isJsonObject, outage, parseJson, type CodedError, type JsonObject, type JsonValue } from '#primitives';

/** Where a node answers: on loopback, where the RPC of our nodes is. */
export interface NodeToCall {
  port: number;
}

const TIMEOUT_MILLISECONDS = 10_000;
/** A block of 2 MiB in Base 64, its results, and room. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const LIMITS = { maxLength: MAX_ANSWER_BYTES, maxDepth: 24 };
const MAX_WORDS = 500;
/** CometBFT closes a connection that was idle for ten seconds: ours is closed before, so that no call meets one that just ends. */
const IDLE_MILLISECONDS = 5000;
const agent = new Agent({ keepAlive: true, timeout: IDLE_MILLISECONDS });

const failureShape = z.object({ code: z.number(), message: z.string(), data: z.string().default('') });

/**
 * Calls a method of CometBFT's RPC (JSON-RPC 2.0 over HTTP POST) and reads its result.
 * @throws `node_unreachable` (no answer, or no JSON-RPC answer), `node_call_failed` (the node says that it could not; its
 *   words are the private detail), `node_answer_malformed`: outages all
 */
export async function callNode<Shape extends z.ZodType>(
  { port }: NodeToCall,
  method: string,
  parameters: JsonObject,
  shape: Shape,
): Promise<z.output<Shape>> {
  const answer = await ask(port, { jsonrpc: '2.0', id: 1, method, params: parameters });
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

async function ask(port: number, call: JsonObject): Promise<JsonValue> {
  try {
    // A failed call has HTTP status 500 and a JSON-RPC answer all the same.
    return parseJson(await post(port, JSON.stringify(call)), LIMITS);
  } catch (cause) {
    throw outage('node_unreachable', 'The ledger node cannot be reached.', { cause });
  }
}

/** By node:http, which takes a third of what `fetch` takes: a node is asked hundreds of times a second. It follows no redirect. */
function post(port: number, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request({ host: '127.0.0.1', port, path: '/', method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > MAX_ANSWER_BYTES)
          outgoing.destroy(new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
        else parts.push(part);
      });
      response.once('end', () => resolve(Buffer.concat(parts).toString('utf8')));
      response.once('error', reject);
    });
    const patience = setTimeout(() => outgoing.destroy(new Error('no answer in time')), TIMEOUT_MILLISECONDS);
    outgoing.once('close', () => clearTimeout(patience));
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function malformed(method: string, cause?: unknown): CodedError {
  return outage('node_answer_malformed', "The ledger node's answer has no valid shape.", {
    privateDetail: method,
    cause,
  });
}
