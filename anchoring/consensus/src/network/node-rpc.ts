import { encodeBase64, encodeHex, isCodedError, outage, refusal, type JsonObject } from '#primitives';
import { callNode, type NodeToCall } from './call-node.js';
import { MAX_TRANSACTION_BYTES } from './engine-configuration.js';
import {
  blockResultsShape,
  blockShape,
  broadcastShape,
  commitShape,
  peersShape,
  roundsShape,
  queryShape,
  statusShape,
  validatorsShape,
  type NodeBlock,
  type NodeBlockResults,
  type NodeCommit,
  type NodeQueryAnswer,
  type NodeStatus,
  type NodeValidators,
} from './node-rpc-shapes.js';

/** What a node says to a transaction before it is in a block. */
export type Broadcast =
  /** In the mempool now. */
  | { outcome: 'taken' }
  /** The node saw these bytes already, and either holds them or had them in a block. */
  | { outcome: 'known' }
  /** The application refused it (CheckTx). */
  | { outcome: 'refused'; code: number; log: string; codespace: string };

/** A college's own node, over its RPC on loopback. All methods throw the outages of {@link callNode}. */
export interface NodeRpc {
  status(): Promise<NodeStatus>;
  /** Without a height: the newest. */
  block(height?: number): Promise<NodeBlock>;
  blockResults(height: number): Promise<NodeBlockResults>;
  /** The commit of the newest block is not yet canonical: its signatures may still grow. */
  commit(height?: number): Promise<NodeCommit>;
  /** In CometBFT's order, which the header's hash depends on. @throws `too_many_validators` */
  validators(height?: number): Promise<NodeValidators>;
  /** Identifiers of the connected peers. */
  peers(): Promise<string[]>;
  /** The height that the node works on, and whose votes of its newest step have come to it: public keys, base64url. */
  voters(): Promise<{ height: number; heard: string[]; silent: string[] }>;
  /** Asks the application; its own code says whether it could answer. */
  query(path: string, data: Uint8Array): Promise<NodeQueryAnswer>;
  /** @throws `transaction_too_large`, `mempool_full` (outage) */
  broadcast(transaction: Uint8Array): Promise<Broadcast>;
}

/** One page holds every validator that the contract allows. */
const VALIDATORS_PER_PAGE = 100;

export function createNodeRpc(node: NodeToCall): NodeRpc {
  const at = (height: number | undefined): JsonObject => (height === undefined ? {} : { height: `${height}` });
  const validators = async (height?: number): Promise<NodeValidators> => {
    const page = { page: '1', per_page: `${VALIDATORS_PER_PAGE}` };
    const answer = await callNode(node, 'validators', { ...at(height), ...page }, validatorsShape);
    if (answer.total === answer.validators.length) return answer;
    throw refusal('too_many_validators', `The network has more than ${VALIDATORS_PER_PAGE} validators.`);
  };
  return {
    status: () => callNode(node, 'status', {}, statusShape),
    block: (height) => callNode(node, 'block', at(height), blockShape),
    blockResults: (height) => callNode(node, 'block_results', at(height), blockResultsShape),
    commit: (height) => callNode(node, 'commit', at(height), commitShape),
    validators,
    voters: async () => {
      const { height, heard } = await callNode(node, 'consensus_state', {}, roundsShape);
      const keys = (await validators(height)).validators.map(({ publicKey }) => publicKey);
      if (keys.length !== heard.length) {
        throw outage('node_answer_malformed', 'The votes are not those of the validators.');
      }
      const those = (isHeard: boolean) => keys.filter((_, place) => heard[place] === isHeard);
      return { height, heard: those(true), silent: those(false) };
    },
    peers: () => callNode(node, 'net_info', {}, peersShape),
    query: (path, data) => callNode(node, 'abci_query', { path, data: encodeHex(data) }, queryShape),
    broadcast: (transaction) => broadcast(node, transaction),
  };
}

async function broadcast(node: NodeToCall, transaction: Uint8Array): Promise<Broadcast> {
  if (transaction.length > MAX_TRANSACTION_BYTES) {
    throw refusal('transaction_too_large', `A ledger transaction is at most ${MAX_TRANSACTION_BYTES} bytes long.`);
  }
  try {
    const answer = await callNode(node, 'broadcast_tx_sync', { tx: encodeBase64(transaction) }, broadcastShape);
    return answer.code === 0 ? { outcome: 'taken' } : { outcome: 'refused', ...answer };
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'node_call_failed') throw error;
    // CometBFT says both in words only (mempool/errors.go: ErrTxInCache, ErrMempoolIsFull).
    if (error.privateDetail?.includes('tx already exists in cache')) return { outcome: 'known' };
    if (!error.privateDetail?.includes('mempool is full')) throw error;
    throw outage('mempool_full', 'Too many ledger transactions are waiting.', { cause: error });
  }
}
