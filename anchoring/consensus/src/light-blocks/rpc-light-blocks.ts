import { z } from 'zod';
import { isCodedError, refusal } from '#primitives';
import { callNode, type NodeToCall } from '../network/call-node.js';
import { createNodeRpc } from '../network/node-rpc.js';
import { readLightBlock } from '../network/read-light-block.js';
import type { LightBlockSource } from './light-block-source.js';

const prioritiesShape = z.object({
  validators: z.array(
    z.object({
      proposer_priority: z
        .string()
        .regex(/^-?\d{1,15}$/)
        .default('0'),
    }),
  ),
});

/** The light blocks of a node of our own, by its RPC on loopback. */
export function rpcLightBlocks(node: NodeToCall): LightBlockSource {
  const rpc = createNodeRpc(node);
  return {
    name: `the node at port ${node.port}`,
    range: async () => {
      const { height, earliestHeight } = await rpc.status();
      if (height > 0) return { earliest: Math.max(1, earliestHeight), latest: height };
      throw refusal('light_block_missing', 'The node has no block yet.');
    },
    block: async (height) => {
      const parameters = { height: `${height}`, page: '1', per_page: '100' };
      const read = Promise.all([
        readLightBlock(rpc, height),
        callNode(node, 'validators', parameters, prioritiesShape),
      ]);
      const [block, { validators }] = await read.catch((cause: unknown) => {
        if (!isCodedError(cause) || cause.code !== 'node_call_failed') throw cause;
        throw refusal('light_block_missing', `The node has no block ${height}.`, { cause });
      });
      return { block, proposerPriorities: validators.map(({ proposer_priority: priority }) => Number(priority)) };
    },
  };
}
