import { outage } from '#primitives';
import type { LightBlock } from '#ledger';
import type { NodeRpc } from './node-rpc.js';

/**
 * A block's header with who signed it, in the form in which proofs carry it. Nothing is verified here.
 * @throws `commit_not_final` (outage) for the newest block, whose commit the next one settles; what the node throws
 */
export async function readLightBlock(rpc: NodeRpc, height: number): Promise<LightBlock> {
  const [{ header, commit, isCanonical }, { validators }] = await Promise.all([
    rpc.commit(height),
    rpc.validators(height),
  ]);
  if (!isCanonical) throw outage('commit_not_final', 'The commit of the newest block is not settled yet.');
  const { round, blockId, signatures } = commit;
  return { header, commit: { round, partSetHeader: blockId.partSetHeader, signatures }, validators };
}
