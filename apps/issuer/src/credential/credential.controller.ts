import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CredentialResponse } from '#openid4vci';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { issueCredentials, type CredentialParts } from './issue-credentials.js';

/** The body reaches it as a text, so that garbage gets this endpoint's error and not the parser's. */
@Controller(':tenant/credential')
export class CredentialController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: CredentialParts,
  ) {}

  @Post()
  @HttpCode(200)
  async issue(
    @Param('tenant') slug: string,
    @Headers('authorization') authorization: string | undefined,
    @Headers('dpop') dpopHeader: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CredentialResponse> {
    const tenant = this.tenants.find(slug);
    void reply.header('dpop-nonce', await this.parts.dpopNonces.shared(tenant.slug));
    if (typeof body !== 'string') throw refusal('malformed_credential_request', 'The body must be JSON.');
    return issueCredentials(tenant, { body, authorization, dpopHeader }, this.parts);
  }
}
