import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createHttpLedger, writeLedgerTransaction, type HistoryProof, type StateProof } from '#ledger';

const { history, state } = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { history: HistoryProof; state: StateProof };

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server === undefined ? done() : server.close(() => done()))));

/** A cooperative's endpoints with fixed answers. */
async function serve(answers: Record<string, { status: number; body: string }>) {
  const received: { method?: string; url?: string; body: string }[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ method: request.method ?? '', url: request.url ?? '', body });
      const answer = answers[request.url ?? ''] ?? { status: 404, body: '{}' };
      response.writeHead(answer.status, { connection: 'close' }).end(answer.body);
    });
  });
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { ledger: createHttpLedger({ baseUrl: `http://127.0.0.1:${port}/`, fetch }), received };
}

const outage = expect.objectContaining({ code: 'ledger_unavailable', fault: 'outage' }) as unknown as Error;
const LEDGER = '/api/v1/ledger';

describe('the ledger over HTTP', () => {
  it('submits canonical JSON and reads outcome, proofs and height', async () => {
    const accepted = { outcome: 'accepted', id: 'x', height: 2, index: 3 };
    const head = { height: 7, contractVersion: 1, maxExpiryBlocks: 1000 };
    const { ledger, received } = await serve({
      [`${LEDGER}/transactions`]: { status: 200, body: JSON.stringify(accepted) },
      [`${LEDGER}/proofs/history/a%2Fb`]: { status: 200, body: JSON.stringify(history) },
      [`${LEDGER}/proofs/state?key=member%2Fa&key=parameters`]: { status: 200, body: JSON.stringify(state) },
      [`${LEDGER}/height`]: { status: 200, body: JSON.stringify(head) },
    });
    expect(await ledger.submit(history.ledgerTransaction)).toEqual(accepted);
    expect(received[0]).toMatchObject({ method: 'POST', body: writeLedgerTransaction(history.ledgerTransaction) });
    expect(await ledger.proveHistory('a/b')).toEqual(history);
    expect(await ledger.proveHistory('unknown')).toBeUndefined();
    expect(await ledger.proveState(['member/a', 'parameters'])).toEqual(state);
    expect(await ledger.head()).toEqual(head);
  });

  it('hands a refusal by the contract on as an outcome', async () => {
    const refused = { outcome: 'refused', id: 'x', code: 'not_the_member', reason: 'Only the member itself.' };
    const { ledger } = await serve({ [`${LEDGER}/transactions`]: { status: 200, body: JSON.stringify(refused) } });
    expect(await ledger.submit(history.ledgerTransaction)).toEqual(refused);
  });

  it.each([
    ['an error', 500, '{}'],
    ['too many requests', 429, '{}'],
    ['no JSON', 200, '<html>'],
    ['another shape', 200, '{"height":"seven"}'],
    ['deep JSON', 200, '['.repeat(1000)],
    ['nothing there', 404, ''],
  ])('is an outage where the cooperative answers %s', async (_, status, body) => {
    const { ledger } = await serve({ [`${LEDGER}/height`]: { status, body } });
    await expect(ledger.head()).rejects.toThrow(outage);
  });

  it('is an outage where nobody answers', async () => {
    const ledger = createHttpLedger({ baseUrl: 'http://127.0.0.1:9', fetch });
    await expect(ledger.head()).rejects.toThrow(outage);
  });

  it('refuses what repeating would not help: a bad request, and too many keys', async () => {
    const { ledger } = await serve({ [`${LEDGER}/transactions`]: { status: 400, body: '{"code":"x"}' } });
    const submitted = ledger.submit(history.ledgerTransaction);
    await expect(submitted).rejects.toThrow(
      expect.objectContaining({ code: 'ledger_request_refused', fault: 'refusal' }),
    );
    await expect(ledger.proveState(new Array<string>(17).fill('k'))).rejects.toThrow(
      expect.objectContaining({ code: 'too_many_state_keys' }),
    );
  });

  it('does not take a proof of another kind', async () => {
    const { ledger } = await serve({ [`${LEDGER}/proofs/history/x`]: { status: 200, body: JSON.stringify(state) } });
    await expect(ledger.proveHistory('x')).rejects.toThrow(outage);
  });
});
