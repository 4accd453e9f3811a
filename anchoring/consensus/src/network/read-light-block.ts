import type { LightBlock } from '#ledger';
import type { NodeRpc } from './node-rpc.js';

/**
 * A block's header with who signed it, in the form in which proofs carry it. Nothing is verified here. The newest block has
 * the signatures that this node has seen, more than two thirds at least; later signatures may differ from node to node.
 */
export async function readLightBlock(rpc: NodeRpc, height: number): Promise<LightBlock> {
  const [{ header, commit }, { validators }] = await Promise.all([rpc.commit(height), rpc.validators(height)]);
  const { round, blockId, signatures } = commit;
  return { header, commit: { round, partSetHeader: blockId.partSetHeader, signatures }, validators };
}
