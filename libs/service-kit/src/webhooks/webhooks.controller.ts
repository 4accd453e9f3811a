import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { Webhooks, type RegisteredWebhook } from './webhooks.js';

const webhookRequest = z.strictObject({
  url: z.string().min(1).max(2048),
  events: z.array(z.string().max(64)).min(1).max(50),
});

const secretText = z.string().describe('`whsec_…` (Standard Webhooks); shown this once.');
const webhookAnswer = z.strictObject({ id: z.string(), secret: secretText });
const webhookList = z.strictObject({
  items: z.array(
    z
      .strictObject({ id: z.string(), url: z.string(), events: z.array(z.string()), createdAt: z.int() })
      .meta({ id: 'Webhook' }),
  ),
});

/** `/api/v1/webhooks`: where the caller's tenant wants to be told. */
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
    summary: 'Makes a new secret; the one before it signs too, until the next time.',
    answer: z.strictObject({ secret: secretText }),
    refusals: ['unknown_webhook'],
  })
  async rotateSecret(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<{ secret: string }> {
    return this.webhooks.rotateSecret(caller.tenantId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('webhooks:write')
  @Operation({ summary: 'Removes a webhook.', refusals: ['unknown_webhook'] })
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.webhooks.remove(caller.tenantId, id);
  }
}
