import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseOAuthParameters } from '#openid4vci';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import { challengeHeaders } from '../clients/challenge-headers.js';
import { clientRequestOf } from '../clients/client-request.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { pushRequest, type AuthorizationParts, type PushedResponse } from './push-request.js';

/** The pushed authorization request endpoint (RFC 9126 §2). */
@Controller(':tenant/par')
export class ParController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: AuthorizationParts,
  ) {}

  @Post()
  @HttpCode(201)
  async push(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Body() form: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PushedResponse> {
    const tenant = this.tenants.find(slug);
    void reply.header('dpop-nonce', await this.parts.dpopNonces.create(tenant.slug));
    if (typeof form !== 'string') throw refusal('malformed_authorization_request', 'The body must be a form.');
    const parameters = parseOAuthParameters(form, 'malformed_authorization_request');
    const client = clientRequestOf(parameters, request.headers);
    void reply.headers(await challengeHeaders(tenant, client, this.parts.attestationNonces));
    return pushRequest(tenant, { parameters, client, dpopHeader: request.headers.dpop }, this.parts);
  }
}
