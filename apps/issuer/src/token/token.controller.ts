import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { TokenResponse } from '#openid4vci';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { redeemCode, type TokenParts } from './redeem-code.js';

@Controller(':tenant/token')
export class TokenController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: TokenParts,
  ) {}

  @Post()
  @HttpCode(200)
  async redeem(
    @Param('tenant') slug: string,
    @Headers('dpop') dpopHeader: string | undefined,
    @Body() form: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const tenant = this.tenants.find(slug);
    void reply.header('dpop-nonce', await this.parts.dpopNonces.shared(tenant.slug));
    if (typeof form !== 'string') throw refusal('malformed_token_request', 'The body must be a form.');
    return redeemCode(tenant, { form, dpopHeader }, this.parts);
  }
}
