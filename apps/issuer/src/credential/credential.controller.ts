import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { issueCredentials, type CredentialParts } from './issue-credentials.js';
import { readProtectedRequest } from './read-protected-request.js';

/** The body reaches it as a text, so that garbage gets this endpoint's error and not the parser's. */
@Controller(':tenant/credential')
export class CredentialController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: CredentialParts,
  ) {}

  @Post()
  async issue(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const tenant = this.tenants.find(slug);
    const asked = await readProtectedRequest(tenant, request, reply, this.parts);
    const { status, mediaType, text } = await issueCredentials(tenant, asked, this.parts);
    void reply.code(status).type(mediaType);
    return text;
  }
}
