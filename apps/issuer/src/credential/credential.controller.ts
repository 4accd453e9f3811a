import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tenants } from '#service-kit/tenants';
import { fetchDeferred } from '../deferred/fetch-deferred.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { issueCredentials, type CredentialParts } from './issue-credentials.js';
import { readProtectedRequest } from './read-protected-request.js';

/**
 * The credential and the deferred credential endpoint, which answer alike. Bodies reach them as a text, so that garbage gets their
 * own error and not the parser's.
 */
@Controller(':tenant')
export class CredentialController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: CredentialParts,
  ) {}

  @Post('credential')
  issue(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#answer(issueCredentials, slug, request, reply);
  }

  @Post('deferred-credential')
  fetch(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#answer(fetchDeferred, slug, request, reply);
  }

  async #answer(
    step: typeof issueCredentials,
    slug: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const tenant = this.tenants.find(slug);
    const asked = await readProtectedRequest(tenant, request, reply, this.parts);
    const { status, mediaType, text } = await step(tenant, asked, this.parts);
    void reply.code(status).type(mediaType);
    return text;
  }
}
