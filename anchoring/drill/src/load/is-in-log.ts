import { ACCEPTED, type NodeRpc } from '#anchoring/consensus';

/** Whether a node's application has executed this ledger transaction. @throws outages of the node's RPC */
export async function isInLog(rpc: NodeRpc, id: string): Promise<boolean> {
  const { code } = await rpc.query(`/place/${id}`, new Uint8Array());
  return code === ACCEPTED;
}
