import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseOAuthParameters, type TokenResponse } from '#openid4vci';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import { challengeHeaders } from '../clients/challenge-headers.js';
import { clientRequestOf } from '../clients/client-request.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { answerTokenRequest } from './answer-token-request.js';
import type { TokenParts } from './token-parts.js';

@Controller(':tenant/token')
export class TokenController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: TokenParts,
  ) {}

  @Post()
  @HttpCode(200)
  async answer(
    @Param('tenant') slug: string,
    @Req() { headers }: FastifyRequest,
    @Body() form: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const tenant = this.tenants.find(slug);
    void reply.header('dpop-nonce', await this.parts.dpopNonces.shared(tenant.slug));
    if (typeof form !== 'string') throw refusal('malformed_token_request', 'The body must be a form.');
    const parameters = parseOAuthParameters(form, 'malformed_token_request');
    const client = clientRequestOf(parameters, headers);
    void reply.headers(await challengeHeaders(tenant, client, this.parts.attestationNonces));
    return answerTokenRequest(tenant, { parameters, client, dpopHeader: headers.dpop }, this.parts);
  }
}
