import { z } from 'zod';
import { decodeBase64url, decodeUtf8, encodeUtf8, outage, parseJson } from '#primitives';
import type { NodeRpc } from '../network/node-rpc.js';

const MAX_LEAVES = 1000;
const LIMITS = { maxLength: 8 * 1024 * 1024, maxDepth: 3 };

const pageShape = z.strictObject({
  size: z.int().nonnegative(),
  leaves: z
    .array(z.base64url())
    .max(MAX_LEAVES)
    .transform((leaves) => leaves.map(decodeBase64url)),
});
const placeShape = z.object({ height: z.int().nonnegative() });

export interface LeavesPage {
  /** Leaves of the log. */
  size: number;
  /** From the asked one on; fewer than there are where the answer would become too long. */
  leaves: Uint8Array[];
  /** Of the last block that the node's application has. */
  height: number;
}

/** Leaves of the node's log from one on. @throws the outages of the node, `node_answer_malformed` */
export async function readLeaves(rpc: NodeRpc, start: number): Promise<LeavesPage> {
  const { value, height } = await ask(rpc, `/leaves/${start}/${MAX_LEAVES}`);
  return { ...read(pageShape, value), height };
}

/** @returns the height at which the node's application has a ledger transaction, where it has it */
export async function findHeight(rpc: NodeRpc, id: string): Promise<number | undefined> {
  const { code, value } = await rpc.query(`/place/${id}`, NOTHING);
  return code === 0 ? read(placeShape, value).height : undefined;
}

async function ask(rpc: NodeRpc, path: string) {
  const answer = await rpc.query(path, NOTHING);
  // An application that has not been told its genesis yet.
  if (answer.code !== 0) throw outage('node_not_ready', 'The node can’t answer yet.', { privateDetail: answer.log });
  return answer;
}

const NOTHING = encodeUtf8('');

function read<Shape extends z.ZodType>(shape: Shape, value: Uint8Array): z.output<Shape> {
  const answer = shape.safeParse(parseJson(decodeUtf8(value), LIMITS));
  if (answer.success) return answer.data;
  throw outage('node_answer_malformed', "The ledger node's answer has no valid shape.", { cause: answer.error });
}
