import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { Wallet } from '#holder';
import { platformRandom, systemClock } from '#primitives';
import { runWalk, SqliteHolderStore, WALK_STEPS } from '../src/walk/index.js';
import { expectThat, waitFor } from '../src/walk/expect-evidence.js';
import { startWebhookReceiver } from '../src/walk/webhook-receiver.js';
import { freePorts } from '../../../test/environment/free-ports.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incola-walk-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the walk', () => {
  it('has the ten steps of the path', () => {
    expect(WALK_STEPS.map(({ name }) => name)).toEqual([
      'import',
      'offer',
      'issue',
      'hold',
      'ask',
      'consent',
      'verify',
      'anchor',
      'revoke',
      'withdraw',
    ]);
  });

  it('ends with the reason and the remedy where nobody is at home, and leaves nothing open', async () => {
    const [issuer = 0, verifier = 0, counters = 0] = await freePorts(3);
    const ports = { issuer, verifier, cooperative: 9, wallet: 9, counters };
    const urls = {
      issuer: `http://localhost:${ports.issuer}`,
      verifier: `http://localhost:${ports.verifier}`,
      cooperative: 'http://localhost:9',
      wallet: 'http://localhost:9',
      counters: `http://localhost:${ports.counters}`,
    };
    const lines: string[] = [];
    const result = await runWalk(
      { urls, ports, apiKeys: {}, trustFile: {} as never },
      {
        folder,
        ledgerVerifyProgram: 'none',
        clock: systemClock,
        random: platformRandom,
        print: (line) => lines.push(line),
      },
    );
    expect(result.ok).toBe(false);
    expect(result.steps).toMatchObject([{ name: 'prepare', ok: false }]);
    expect(result.steps[0]?.remedy).toEqual(expect.stringContaining('logs'));
    expect(lines.join('\n')).toContain('failed');
    const again = await startWebhookReceiver(ports.counters, urls.counters);
    await again.close();
  });

  it('stops where a service does not do what it promises, and where it waits in vain', async () => {
    expect(() => expectThat(false, 'Two and two are four.')).toThrow('Two and two are four.');
    const never = waitFor('answer', 0, systemClock, async () => undefined);
    await expect(never).rejects.toMatchObject({ code: 'waited_in_vain' });
  });
});

describe("the wallet's file", () => {
  it('holds a wallet over restarts', async () => {
    const secret = new Uint8Array(32).fill(3);
    const store = new SqliteHolderStore(join(folder, 'wallet.sqlite'));
    const wallet = await Wallet.create(store, secret, systemClock, platformRandom);
    const refused = { kind: 'request_refused', id: '1', member: undefined, contract: undefined, code: 'x' } as const;
    await wallet.record(refused);
    await wallet.record({ ...refused, id: '2', code: 'y' });
    store.close();
    const reopened = new SqliteHolderStore(join(folder, 'wallet.sqlite'));
    const { state } = await Wallet.unlock(reopened, secret, systemClock, platformRandom);
    expect(state.refusals.map(({ code }) => code)).toEqual(['x', 'y']);
    reopened.close();
  });
});

describe("the integrators' receiver of webhooks", () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const body = JSON.stringify({ type: 'verification.withdrawn', data: { id: 'v1', withdrawal: 'w1' } });

  it('believes an event once, and only with its own signature over it', async () => {
    const [port = 0] = await freePorts(1);
    const receiver = await startWebhookReceiver(port, `http://localhost:${port}`);
    receiver.trust('city', secret);
    const signedWith = (key: string, at = new Date()) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign('msg_1', at, body),
    });
    const post = async (path: string, headers: Record<string, string>, sent = body) =>
      (await fetch(`http://localhost:${port}/${path}`, { method: 'POST', headers, body: sent })).status;
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(await post('city', signedWith(other))).toBe(401);
    expect(await post('city', signedWith(secret), body.replace('w1', 'w2'))).toBe(401);
    expect(await post('city', signedWith(secret, new Date(systemClock() - 3_600_000)))).toBe(401);
    expect(await post('bank', signedWith(secret))).toBe(401);
    expect(await post('city', {})).toBe(401);
    expect(await post('city', signedWith(secret), 'a'.repeat(100_000))).toBe(400);
    expect(receiver.events('city')).toEqual([]);
    expect(await post('city', signedWith(secret))).toBe(204);
    expect(await post('city', signedWith(secret))).toBe(204);
    expect(receiver.events('city')).toEqual([
      { id: 'msg_1', type: 'verification.withdrawn', data: { id: 'v1', withdrawal: 'w1' } },
    ]);
    await receiver.close();
  });
});
