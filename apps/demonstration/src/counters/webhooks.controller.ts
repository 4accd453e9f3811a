import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { isJsonObject, refusal, type JsonObject } from '#primitives';
import type { CounterParts } from './counter-parts.js';
import { readOutcome } from './read-outcome.js';

/** The route whose body's very bytes are signed. */
export const WEBHOOK_ROUTE = '/webhooks/:counter';

/**
 * Where the verifier tells us (Standard Webhooks). Events are thin: what happened is read by the API, so that an event that comes
 * twice, late or out of order does no harm.
 */
@Controller('webhooks')
export class CounterWebhooksController {
  constructor(private readonly parts: CounterParts) {}

  @Post(':counter')
  @HttpCode(204)
  async hear(@Param('counter') path: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    const counter = this.parts.counters.find((one) => one.path === path);
    const secret = counter && this.parts.secretOf(counter.tenant);
    if (counter === undefined || secret === undefined) throw refusal('not_found', 'Nobody awaits this event.');
    const event = verify(body, request, secret);
    const id = isJsonObject(event.data) ? event.data.id : undefined;
    if (typeof id !== 'string') return;
    const application = await this.parts.applications.findByVerification(id);
    if (application === undefined || application.counter !== counter.path) return;
    // What was decided is for the browser that asked, when it comes back with its code.
    if (application.state === 'asked') return;
    const outcome = await readOutcome(this.parts.clientOf(counter.tenant), id);
    await this.parts.applications.change(application.id, outcome);
  }
}

/** @throws `webhook_signature` */
function verify(body: unknown, request: FastifyRequest, secret: string): JsonObject {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  try {
    const event = new Webhook(secret).verify(typeof body === 'string' ? body : '', headers);
    return isJsonObject(event) ? event : {};
  } catch (cause) {
    if (!(cause instanceof WebhookVerificationError)) throw cause;
    throw refusal('webhook_signature', 'The event is not signed by the verifier.', { cause });
  }
}
