import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readProtectedRequest } from '../credential/read-protected-request.js';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { noteNotification, type NotificationParts } from './note-notification.js';

@Controller(':tenant/notification')
export class NotificationController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: NotificationParts,
  ) {}

  @Post()
  @HttpCode(204)
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
