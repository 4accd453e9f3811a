import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tenants } from '#service-kit/tenants';
import type { CredentialParts } from '../credential/issue-credentials.js';
import { readProtectedRequest } from '../credential/read-protected-request.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { fetchDeferred } from './fetch-deferred.js';

@Controller(':tenant/deferred-credential')
export class DeferredCredentialController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: CredentialParts,
  ) {}

  @Post()
  async fetch(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const tenant = this.tenants.find(slug);
    const asked = await readProtectedRequest(tenant, request, reply, this.parts);
    const { status, mediaType, text } = await fetchDeferred(tenant, asked, this.parts);
    void reply.code(status).type(mediaType);
    return text;
  }
}
