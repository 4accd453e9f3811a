import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { ShownDelivery } from './webhook-deliveries.js';
import {
  deliveriesQuery,
  deliveryList,
  rotationAnswer,
  rotationRequest,
  testAnswer,
  webhookAnswer,
  webhookList,
  webhookRequest,
} from './webhook-shapes.js';
import { Webhooks, type RegisteredWebhook } from './webhooks.js';

/** `/api/v1/webhooks`: where the caller's tenant wants to be told, and what it was told. */
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(@Inject(Webhooks) private readonly webhooks: Webhooks) {}

  @Post()
  @RequireScope('webhooks:write')
  @Operation({
    summary: 'Registers where the tenant wants to be told of events.',
    body: webhookRequest,
    answer: webhookAnswer,
    refusals: ['malformed_url', 'insecure_url', 'address_not_allowed', 'unknown_event_type', 'too_many_webhooks'],
  })
  async register(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<{ id: string; secret: string }> {
    return this.webhooks.register(caller.tenantId, parseDoor(webhookRequest, body));
  }

  @Get()
  @RequireScope('webhooks:write')
  @Operation({ summary: 'Lists the tenant’s webhooks.', answer: webhookList })
  async list(@CurrentCaller() caller: Caller): Promise<{ items: RegisteredWebhook[] }> {
    return { items: await this.webhooks.list(caller.tenantId) };
  }

  @Post(':id/secret')
  @RequireScope('webhooks:write')
  @Operation({
    summary: 'Makes a new secret; the one before it signs too, for a time.',
    body: rotationRequest,
    bodyIsOptional: true,
    answer: rotationAnswer,
    refusals: ['unknown_webhook'],
  })
  async rotateSecret(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<{ secret: string }> {
    const { overlapSeconds } = parseDoor(rotationRequest, body === undefined ? {} : body);
    return this.webhooks.rotateSecret(caller.tenantId, id, overlapSeconds);
  }

  @Post(':id/test')
  @HttpCode(202)
  @RequireScope('webhooks:write')
  @Operation({
    summary: 'Sends the event `webhook.test` to this webhook only.',
    answer: testAnswer,
    refusals: ['unknown_webhook', 'webhook_disabled'],
  })
  async test(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<{ deliveryId: string }> {
    return this.webhooks.test(caller.tenantId, id);
  }

  @Post(':id/activation')
  @HttpCode(204)
  @RequireScope('webhooks:write')
  @Operation({ summary: 'Has a webhook told again that failed for too long.', refusals: ['unknown_webhook'] })
  async activate(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.webhooks.activate(caller.tenantId, id);
  }

  @Get(':id/deliveries')
  @RequireScope('webhooks:write')
  @Operation({
    summary: 'Lists what this webhook was told in the last 30 days, the newest first.',
    query: deliveriesQuery,
    answer: deliveryList,
    refusals: ['unknown_webhook', 'malformed_cursor'],
  })
  async deliveries(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<{ items: ShownDelivery[]; cursor?: string }> {
    const { cursor } = parseDoor(deliveriesQuery, query);
    return this.webhooks.deliveries.list(caller.tenantId, id, cursor);
  }

  @Post(':id/deliveries/:delivery/retry')
  @HttpCode(202)
  @RequireScope('webhooks:write')
  @Operation({
    summary: 'Tries a delivery once more, at once.',
    refusals: ['unknown_webhook', 'unknown_webhook_delivery', 'webhook_disabled'],
  })
  async retry(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('delivery') delivery: string,
  ): Promise<void> {
    await this.webhooks.deliveries.retry(caller.tenantId, id, delivery);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('webhooks:write')
  @Operation({ summary: 'Removes a webhook.', refusals: ['unknown_webhook'] })
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.webhooks.remove(caller.tenantId, id);
  }
}
