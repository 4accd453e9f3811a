import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createNodeRpc, httpLightBlocks, serveLightBlocks, VerifiedLightBlocks } from '#anchoring/consensus';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { GENESIS } from '../../../../libs/ledger/test/cometbft/fictive-network.js';
import { listen } from '../../src/light-blocks/listen.js';
import { serveVerifiedBlocks } from '../../src/light-blocks/serve-verified-blocks.js';
import { awaySource, blockAt, fictiveSource, LATEST } from './fictive-source.js';

const LOOPBACK = { address: '127.0.0.1', port: 0 };
const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
const serve = async (source: Parameters<typeof serveLightBlocks>[0]) => {
  const server = await serveLightBlocks(source, LOOPBACK);
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
};

describe('light blocks between members', () => {
  it('arrive as they were given', async () => {
    const source = httpLightBlocks(await serve(fictiveSource()));
    expect(await source.range()).toEqual({ earliest: 1, latest: LATEST });
    expect(await source.block(7)).toEqual(await fictiveSource().block(7));
    await expect(source.block(LATEST + 1)).rejects.toMatchObject({ code: 'light_block_missing' });
  });

  it.each([
    ['/', 'GET'],
    ['/light-blocks/', 'GET'],
    ['/light-blocks/0', 'GET'],
    ['/light-blocks/1/2', 'GET'],
    ['/light-blocks/..%2f..', 'GET'],
    ['/commit?height=1', 'GET'],
    ['/light-blocks', 'POST'],
    ['/light-blocks/1', 'DELETE'],
  ])('are all that is served: refuses %s by %s', async (path, method) => {
    const response = await fetch(`${await serve(fictiveSource())}${path}`, { method });
    expect(response.status).toBe(404);
  });

  it('are an outage where the node is away', async () => {
    const url = await serve(awaySource);
    expect((await fetch(`${url}/light-blocks`)).status).toBe(503);
    await expect(httpLightBlocks(url).range()).rejects.toMatchObject({ code: 'light_blocks_unreachable' });
  });

  it.each([
    ['what is none', '{"earliest":1}'],
    ['what is no JSON', 'light'],
    ['too much', JSON.stringify({ earliest: 1, latest: 2, padding: 'x'.repeat(300_000) })],
  ])('refuse %s', async (_, text) => {
    const server = await listen(
      createServer((_request, response) => response.end(text)),
      LOOPBACK,
    );
    servers.push(server);
    const source = httpLightBlocks(`http://127.0.0.1:${server.port}`);
    await expect(source.range()).rejects.toMatchObject({ code: 'light_blocks_unreachable' });
  });

  it('are an outage where the answer is none, and an endless one is not read to its end', async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        read++;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const range = JSON.stringify({ earliest: 1, latest: 2 });
    for (const answer of [new Response(range, { status: 500 }), new Response(null), new Response(endless)]) {
      const source = httpLightBlocks('http://192.0.2.7', () => Promise.resolve(answer));
      await expect(source.range()).rejects.toMatchObject({ code: 'light_blocks_unreachable' });
    }
    expect(read).toBeLessThan(10);
  });

  it.each(['ftp://192.0.2.7', 'node', 'http://name:word@192.0.2.7', 'http://192.0.2.7/?height=1', ''])(
    'are not asked for at %s',
    (url) => {
      expect(() => httpLightBlocks(url)).toThrow(expect.objectContaining({ code: 'malformed_light_block_url' }));
    },
  );

  it('are not served where something else listens', async () => {
    const port = Number(new URL(await serve(fictiveSource())).port);
    const again = serveLightBlocks(fictiveSource(), { address: '127.0.0.1', port });
    await expect(again).rejects.toMatchObject({ code: 'address_taken' });
  });
});

describe('light blocks for the engine', () => {
  const serveEngine = async () => {
    const blocks = new VerifiedLightBlocks([fictiveSource()], GENESIS, verifyWithNodeCrypto);
    const server = await serveVerifiedBlocks(blocks);
    servers.push(server);
    return server.port;
  };
  const ask = async (port: number, method: string, params: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 3, method, params });
    return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).json() as Promise<{
      id: number;
      result?: { consensus_params?: { block: object } };
      error?: { code: number; data: string };
    }>;
  };

  it("are in CometBFT's own JSON", async () => {
    const rpc = createNodeRpc({ port: await serveEngine() });
    const block = blockAt(25);
    const { header, commit, isCanonical } = await rpc.commit(25);
    expect(isCanonical).toBe(true);
    expect(header).toEqual(block.header);
    expect(commit.signatures).toEqual(block.commit.signatures);
    expect(commit.blockId.partSetHeader).toEqual(block.commit.partSetHeader);
    expect((await rpc.validators(25)).validators).toEqual(block.validators);
    expect((await rpc.commit()).header.height).toBe(LATEST);
  });

  it('are missing in its own words, by which it knows that one is to wait', async () => {
    const port = await serveEngine();
    const { error } = await ask(port, 'commit', { height: `${LATEST + 1}` });
    expect(error?.data).toMatch(/height 41 must be less than or equal to/);
  });

  it("come with the genesis' parameters, and nothing else is answered", async () => {
    const port = await serveEngine();
    const { result, id } = await ask(port, 'consensus_params', { height: '7' });
    expect({ id, block: result?.consensus_params?.block }).toEqual({
      id: 3,
      block: { max_bytes: '2097152', max_gas: '500' },
    });
    expect((await ask(port, 'broadcast_tx_sync', { tx: '' })).error?.code).toBe(-32_601);
    expect((await ask(port, 'commit', { height: 'x' })).error).toBeDefined();
    const rubbish = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x'.repeat(20_000) });
    expect(rubbish.status).toBe(400);
  });
});
