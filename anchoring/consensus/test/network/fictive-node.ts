import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const ZERO_HASH = '00'.repeat(32);
const TIME = '2026-11-29T09:00:00.000000001Z';

interface Request {
  method: string;
  params: Record<string, string>;
}

/** A node's RPC as far as submitting needs it: a mempool that can be forgotten, and blocks that are made when told. */
export class FictiveNode {
  readonly blocks: { transactions: string[]; codes: number[] }[] = [];
  readonly received: string[] = [];
  mempool: string[] = [];
  /** Code of CheckTx. */
  checkCode = 0;
  /** Code of the application's answer to any query. */
  queryCode = 0;
  /** Answers instead, where it is set. */
  answer: ((request: Request, response: ServerResponse) => void) | undefined;
  readonly #server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => this.#respond(JSON.parse(Buffer.concat(parts).toString()) as Request, response));
  });

  static async start(): Promise<FictiveNode> {
    const node = new FictiveNode();
    await new Promise<void>((resolve) => node.#server.listen(0, '127.0.0.1', resolve));
    return node;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Puts what waits into a block. */
  makeBlock(code = 0): void {
    this.blocks.push({ transactions: this.mempool, codes: this.mempool.map(() => code) });
    this.mempool = [];
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #respond(request: Request, response: ServerResponse): void {
    if (this.answer !== undefined) return this.answer(request, response);
    const { method, params } = request;
    if (method === 'broadcast_tx_sync') return send(response, this.#broadcast(params['tx'] ?? ''));
    if (method === 'status') return send(response, { result: this.#status() });
    if (method === 'abci_query') return send(response, { result: { response: { code: this.queryCode } } });
    const block = this.blocks[Number(params['height']) - 1];
    if (block === undefined) return send(response, failure('height is not available'));
    if (method === 'block')
      return send(response, { result: blockAnswer(Number(params['height']), block.transactions) });
    const txs_results = block.codes.map((code) => ({ code, log: '', data: null }));
    send(response, { result: { height: params['height'], txs_results } });
  }

  #broadcast(transaction: string) {
    this.received.push(transaction);
    if (this.mempool.includes(transaction)) return failure('tx already exists in cache');
    if (this.checkCode === 0) this.mempool.push(transaction);
    const hash = createHash('sha256').update(transaction, 'base64').digest('hex').toUpperCase();
    return { result: { code: this.checkCode, data: '', log: 'as told', codespace: '', hash } };
  }

  #status() {
    return {
      node_info: { id: 'a'.repeat(40), network: 'fictive', version: '0.39.4', moniker: 'fictive-1' },
      sync_info: {
        latest_block_height: `${this.blocks.length}`,
        latest_block_hash: ZERO_HASH,
        latest_app_hash: '',
        latest_block_time: TIME,
        earliest_block_height: '1',
        catching_up: false,
      },
      validator_info: {
        pub_key: { type: 'tendermint/PubKeyEd25519', value: Buffer.alloc(32).toString('base64') },
        voting_power: '2520',
      },
    };
  }
}

export function failure(data: string) {
  return { error: { code: -32603, message: 'Internal error', data } };
}

export function send(response: ServerResponse, answer: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, ...answer }));
}

function blockAnswer(height: number, txs: string[]) {
  const blockId = { hash: ZERO_HASH, parts: { total: 1, hash: ZERO_HASH } };
  const names = [
    'last_commit',
    'data',
    'validators',
    'next_validators',
    'consensus',
    'app',
    'last_results',
    'evidence',
  ];
  const hashes = Object.fromEntries(names.map((name) => [`${name}_hash`, ZERO_HASH]));
  const header = {
    version: { block: '11' },
    chain_id: 'fictive',
    height: `${height}`,
    time: TIME,
    last_block_id: blockId,
    ...hashes,
    proposer_address: '00'.repeat(20),
  };
  return { block_id: blockId, block: { header, data: { txs } } };
}
