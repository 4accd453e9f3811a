import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { protocolCodes } from '#openid4vci';
import { Operation } from '#service-kit/openapi';
import { readProtectedRequest } from '../credential/read-protected-request.js';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { RESOURCE_CODES } from '../issuer-errors.js';
import { noteNotification, type NotificationParts } from './note-notification.js';

/** OpenID4VCI 1.0 §11.1; the library's parser decides. */
const notificationRequest = z.looseObject({
  notification_id: z.string(),
  event: z.enum(['credential_accepted', 'credential_failure', 'credential_deleted']),
  event_description: z.string().optional(),
});

@Controller(':tenant/notification')
export class NotificationController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: NotificationParts,
  ) {}

  @Post()
  @HttpCode(204)
  @Operation({
    summary: 'The notification endpoint.',
    body: notificationRequest,
    refusals: [
      ...['unknown_tenant', ...RESOURCE_CODES],
      ...protocolCodes('invalid_notification_id', 'invalid_notification_request'),
    ],
  })
  async note(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const tenant = this.tenants.find(slug);
    const asked = await readProtectedRequest(tenant, request, reply, this.parts);
    await noteNotification(tenant, asked, this.parts);
  }
}
