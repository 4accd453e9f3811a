import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { platformRandom } from '#primitives';
import {
  ApiKeys,
  authenticationEntities,
  authenticationMigrations,
  authenticationStatuses,
} from '#service-kit/authentication';
import { openDatabase, type Database } from '#service-kit/database';
import { createGuardedFetch, type Outgoing } from '#service-kit/fetch';
import { createHttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import { Outbox, outboxEntities, outboxMigrations, OutboxWorker } from '#service-kit/outbox';
import { createMasterKey, SecretBox } from '#service-kit/vault';
import {
  createWebhookDelivery,
  WEBHOOK_KIND,
  WEBHOOK_RETRY_POLICY,
  webhookEntities,
  webhookMigrations,
  Webhooks,
  WebhooksController,
  webhookStatuses,
} from '#service-kit/webhooks';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const HOUR = 60 * 60 * 1000;

class TestModule {}

describe.each<DatabaseUnderTest>(databasesUnderTest())('webhooks on $name', (databaseUnderTest) => {
  let now: number;
  let database: Database;
  let outgoing: Outgoing;
  let webhooks: Webhooks;
  let worker: OutboxWorker;
  let receiver: Server;
  let url: string;
  let received: { headers: IncomingHttpHeaders; body: string }[];
  let answers: number[];

  beforeEach(async () => {
    now = new Date().getTime();
    received = [];
    answers = [];
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    url = `${origin}/hook`;
    const folder = await mkdtemp(join(tmpdir(), 'incola-webhooks-'));
    const secrets = new SecretBox(await createMasterKey(join(folder, 'master.key'), platformRandom), platformRandom);
    const clock = () => now;
    database = await openDatabase({
      url: await databaseUnderTest.freshUrl(),
      entities: [...outboxEntities, ...webhookEntities, ...authenticationEntities],
      migrations: [...outboxMigrations, ...webhookMigrations, ...authenticationMigrations],
    });
    outgoing = createGuardedFetch({
      ...{ outgoingOrigins: [origin], serviceIsLoopback: true },
      ...{ timeoutMilliseconds: 10_000, maxBytes: 1_000 },
    });
    const outbox = new Outbox(clock, platformRandom);
    const eventTypes = ['verification.completed', 'withdrawal.received'];
    webhooks = new Webhooks({ database, outbox, outgoing, secrets, eventTypes, clock, random: platformRandom });
    const deliver = createWebhookDelivery({ database, fetch: outgoing.fetch, secrets, clock });
    const policies = { [WEBHOOK_KIND]: WEBHOOK_RETRY_POLICY };
    worker = new OutboxWorker({ database, outbox, handlers: { [WEBHOOK_KIND]: deliver }, policies, clock });
  });
  afterEach(async () => {
    outgoing.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    await database.close();
  });

  const publish = (tenantId = 'bank', type = 'withdrawal.received') =>
    database.tx((manager) => webhooks.publish(manager, { tenantId, id: 'event-1', type, data: { withdrawal: 'w-1' } }));
  const verify = (secret: string, index = 0) =>
    new Webhook(secret).verify(received[index]?.body ?? '', received[index]?.headers as Record<string, string>);

  it('tells the endpoints of the tenant that want the event, signed', async () => {
    const { secret } = await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    await webhooks.register('bank', { url, events: ['verification.completed'] });
    await webhooks.register('city', { url, events: ['withdrawal.received'] });
    await publish();
    await worker.drain();
    expect(received).toHaveLength(1);
    expect(verify(secret)).toMatchObject({ type: 'withdrawal.received', data: { withdrawal: 'w-1' } });
  });

  it('signs with the old and the new secret after a rotation, and with no older one', async () => {
    const { id, secret: first } = await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    const { secret: second } = await webhooks.rotateSecret('bank', id, 3_600);
    await publish();
    await worker.drain();
    verify(first);
    verify(second);
    await webhooks.rotateSecret('bank', id, 3_600);
    await publish();
    await worker.drain();
    verify(second, 1);
    expect(() => verify(first, 1)).toThrow('No matching signature');
    await webhooks.rotateSecret('bank', id, 0);
    await publish();
    await worker.drain();
    expect(() => verify(second, 2)).toThrow('No matching signature');
  });

  const listed = async (id: string) => (await webhooks.deliveries.list('bank', id, undefined)).items;

  it('tells of each delivery what came of it, tries once more by hand, and sends a test', async () => {
    const { id } = await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    answers = [500];
    await publish();
    await worker.drain();
    const [failing] = await listed(id);
    const failed = {
      state: 'waiting',
      attempts: 1,
      lastAnswer: 500,
      lastError: 'webhook_not_taken',
      eventId: 'event-1',
    };
    expect(failing).toMatchObject(failed);
    expect(Date.parse(failing?.nextAttemptAt ?? '')).toBe(now + 5_000);
    await webhooks.deliveries.retry('bank', id, failing?.id ?? '');
    await worker.drain();
    expect(await listed(id)).toMatchObject([{ state: 'delivered', attempts: 1, lastAnswer: 204 }]);
    await webhooks.deliveries.retry('bank', id, failing?.id ?? '');
    await worker.drain();
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(['event-1', 'event-1', 'event-1']);
    now += 1;
    const { deliveryId } = await webhooks.test('bank', id);
    await worker.drain();
    expect((await listed(id))[0]).toMatchObject({ id: deliveryId, type: 'webhook.test', state: 'delivered' });
    for (const [tenant, endpoint, delivery, code] of [
      ['city', id, deliveryId, 'unknown_webhook'],
      ['bank', id, 'none', 'unknown_webhook_delivery'],
    ] as const) {
      await expect(webhooks.deliveries.retry(tenant, endpoint, delivery)).rejects.toMatchObject({ code });
    }
    await expect(webhooks.deliveries.list('city', id, undefined)).rejects.toMatchObject({ code: 'unknown_webhook' });
    await expect(webhooks.deliveries.list('bank', id, 'x')).rejects.toMatchObject({ code: 'malformed_cursor' });
    await expect(webhooks.test('city', id)).rejects.toMatchObject({ code: 'unknown_webhook' });
  });

  it('pages through deliveries, and forgets them after 30 days', async () => {
    const { id } = await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    for (let count = 0; count < 51; count++) await publish();
    const first = await webhooks.deliveries.list('bank', id, undefined);
    const second = await webhooks.deliveries.list('bank', id, first.cursor);
    expect([first.items.length, second.items.length, second.cursor]).toEqual([50, 1, undefined]);
    expect(new Set([...first.items, ...second.items].map((delivery) => delivery.id)).size).toBe(51);
    await worker.drain();
    now += 30 * 24 * HOUR;
    await publish();
    await worker.drain();
    expect(await listed(id)).toHaveLength(1);
  });

  it('disables an endpoint that took nothing for five days, and tells it again once it is activated', async () => {
    const { id } = await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    answers = Array.from({ length: 1_000 }, () => 500);
    for (let days = 0; days <= 5; days++) {
      await publish();
      await worker.drain();
      now += 24 * HOUR;
    }
    expect((await webhooks.list('bank'))[0]?.disabledAt).toBeDefined();
    const before = received.length;
    await publish();
    await worker.drain();
    expect(received).toHaveLength(before);
    const [last] = await listed(id);
    const retry = () => webhooks.deliveries.retry('bank', id, last?.id ?? '');
    await expect(retry()).rejects.toMatchObject({ code: 'webhook_disabled' });
    await expect(webhooks.test('bank', id)).rejects.toMatchObject({ code: 'webhook_disabled' });
    await expect(webhooks.activate('city', id)).rejects.toMatchObject({ code: 'unknown_webhook' });
    await webhooks.activate('bank', id);
    answers = [];
    await retry();
    await worker.drain();
    expect((await listed(id))[0]).toMatchObject({ state: 'delivered' });
    expect((await webhooks.list('bank'))[0]?.disabledAt).toBeUndefined();
  });

  it('tries again with the same identifier until the receiver takes it, for three days', async () => {
    await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    answers = [500, 404];
    await publish();
    for (let tries = 0; tries < 4; tries++) {
      await worker.drain();
      now += HOUR;
    }
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(['event-1', 'event-1', 'event-1']);
    answers = Array.from({ length: 1_000 }, () => 500);
    await publish();
    for (let tries = 0; tries < 100; tries++) {
      await worker.drain();
      now += HOUR;
    }
    const attempts = received.length;
    now += 100 * HOUR;
    await worker.drain();
    expect(received).toHaveLength(attempts);
  });

  it('tells nobody after the endpoint was removed', async () => {
    const { id } = await webhooks.register('bank', { url, events: ['withdrawal.received'] });
    await publish();
    await webhooks.remove('bank', id);
    await worker.drain();
    expect(received).toEqual([]);
  });

  it('refuses URLs that the service would not call, unknown events and too many endpoints', async () => {
    const events = ['withdrawal.received'];
    await expect(webhooks.register('bank', { url: 'https://10.0.0.1/', events })).rejects.toMatchObject({
      code: 'address_not_allowed',
    });
    await expect(webhooks.register('bank', { url: 'http://bank.example/', events })).rejects.toMatchObject({
      code: 'insecure_url',
    });
    await expect(webhooks.register('bank', { url, events: ['<script>'] })).rejects.toMatchObject({
      code: 'unknown_event_type',
    });
    for (let count = 0; count < 20; count++) await webhooks.register('bank', { url, events });
    await expect(webhooks.register('bank', { url, events })).rejects.toMatchObject({ code: 'too_many_webhooks' });
  });

  it("over HTTP, another tenant's webhook is unknown and no secret is shown again", async () => {
    const apiKeys = new ApiKeys(database, () => now, platformRandom);
    const service = await createHttpService({
      module: {
        module: TestModule,
        controllers: [WebhooksController],
        providers: [
          { provide: ApiKeys, useValue: apiKeys },
          { provide: Webhooks, useValue: webhooks },
        ],
      },
      publicUrl: 'http://localhost:4002',
      listen: { host: '127.0.0.1', port: 0 },
      bodyLimitBytes: 64 * 1024,
      publicCors: () => false,
      errors: { statuses: { ...authenticationStatuses, ...webhookStatuses } },
      log: createLog({ level: 'silent', service: 'test' }),
    });
    const call = async (tenantId: string, method: string, path: string, body?: unknown) => {
      const key = await apiKeys.create({ tenantId, scopes: ['webhooks:write'] });
      return fetch(`${service.url}/api/v1/webhooks${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    };
    try {
      const created = await call('bank', 'POST', '', { url, events: ['withdrawal.received'] });
      expect(created.status).toBe(201);
      const { id, secret } = (await created.json()) as { id: string; secret: string };
      const listed = await (await call('bank', 'GET', '')).text();
      expect(listed).toContain(id);
      expect(listed).not.toContain(secret);
      expect(await (await call('city', 'GET', '')).json()).toEqual({ items: [] });
      expect((await call('city', 'DELETE', `/${id}`)).status).toBe(404);
      expect((await call('city', 'POST', `/${id}/secret`)).status).toBe(404);
      expect((await call('bank', 'POST', `/${id}/secret`)).status).toBe(201);
      expect((await call('bank', 'POST', `/${id}/secret`, { overlapSeconds: 604_801 })).status).toBe(400);
      const tested = (await (await call('bank', 'POST', `/${id}/test`)).json()) as { deliveryId: string };
      const deliveries: unknown = await (await call('bank', 'GET', `/${id}/deliveries`)).json();
      expect(deliveries).toMatchObject({ items: [{ id: tested.deliveryId, state: 'waiting', attempts: 0 }] });
      const retry = `/${id}/deliveries/${tested.deliveryId}/retry`;
      expect((await call('city', 'POST', retry)).status).toBe(404);
      expect((await call('bank', 'POST', retry)).status).toBe(202);
      expect((await call('bank', 'POST', `/${id}/activation`)).status).toBe(204);
      expect((await call('bank', 'DELETE', `/${id}`)).status).toBe(204);
      expect((await call('bank', 'POST', '', { url: 'nonsense', events: ['withdrawal.received'] })).status).toBe(400);
    } finally {
      await service.close();
    }
  });
});
