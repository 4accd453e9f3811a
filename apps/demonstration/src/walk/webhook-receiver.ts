import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { isJsonObject, type JsonObject } from '#primitives';

const MAX_BODY_BYTES = 64 * 1024;

export interface ReceivedEvent {
  id: string;
  type: string;
  data: JsonObject;
}

/** The integrators' own server: takes Standard Webhooks, and believes only those whose signature verifies. */
export interface WebhookReceiver {
  /** Where the path's tenant wants to be told. */
  urlOf(tenant: string): string;
  /** From now on the tenant's events are verified with this secret. */
  trust(tenant: string, secret: string): void;
  /** Verified events, each once. */
  events(tenant: string): ReceivedEvent[];
  close(): Promise<void>;
}

export async function startWebhookReceiver(port: number, url: string): Promise<WebhookReceiver> {
  const secrets = new Map<string, Webhook>();
  const received = new Map<string, Map<string, ReceivedEvent>>();
  const server = createServer((request, response) => {
    const tenant = (request.url ?? '/').slice(1);
    take(request, secrets.get(tenant)).then(
      (event) => {
        const ofTenant = received.get(tenant) ?? new Map<string, ReceivedEvent>();
        received.set(tenant, ofTenant.set(event.id, event));
        response.writeHead(204).end();
      },
      (error: unknown) => response.writeHead(error instanceof WebhookVerificationError ? 401 : 400).end(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    urlOf: (tenant) => `${url}/${tenant}`,
    trust: (tenant, secret) => void secrets.set(tenant, new Webhook(secret)),
    events: (tenant) => [...(received.get(tenant)?.values() ?? [])],
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function take(request: IncomingMessage, webhook: Webhook | undefined): Promise<ReceivedEvent> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new RangeError('the event is too long');
  }
  if (webhook === undefined) throw new WebhookVerificationError('nobody awaits this event');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const event = webhook.verify(Buffer.concat(chunks).toString('utf8'), headers);
  if (!isJsonObject(event)) throw new TypeError('the event is not an object');
  const { type, data } = event as { type: string; data: JsonObject };
  return { id: String(headers['webhook-id']), type, data };
}
