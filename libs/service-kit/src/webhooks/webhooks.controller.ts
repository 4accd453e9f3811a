import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Webhooks, type RegisteredWebhook } from './webhooks.js';

const webhookRequest = z.strictObject({
  url: z.string().min(1).max(2048),
  events: z.array(z.string().max(64)).min(1).max(50),
});

/** `/api/v1/webhooks`: where the caller's tenant wants to be told. */
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(@Inject(Webhooks) private readonly webhooks: Webhooks) {}

  @Post()
  @RequireScope('webhooks:write')
  async register(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<{ id: string; secret: string }> {
    return this.webhooks.register(caller.tenantId, parseDoor(webhookRequest, body));
  }

  @Get()
  @RequireScope('webhooks:write')
  async list(@CurrentCaller() caller: Caller): Promise<{ items: RegisteredWebhook[] }> {
    return { items: await this.webhooks.list(caller.tenantId) };
  }

  @Post(':id/secret')
  @RequireScope('webhooks:write')
  async rotateSecret(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<{ secret: string }> {
    return this.webhooks.rotateSecret(caller.tenantId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('webhooks:write')
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.webhooks.remove(caller.tenantId, id);
  }
}
