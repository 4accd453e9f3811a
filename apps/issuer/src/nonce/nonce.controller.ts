import { Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { nonceResponseShape, type NonceResponse } from '#openid4vci';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ServerNonces } from './server-nonces.js';

/** The nonce endpoint (OpenID4VCI 1.0 §7); its answer carries a DPoP nonce too, so that a wallet need not be told apart. */
@Controller(':tenant/nonce')
export class NonceController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly credentialNonces: ServerNonces,
    private readonly dpopNonces: ServerNonces,
  ) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'The nonce endpoint.',
    answer: nonceResponseShape,
    refusals: ['unknown_tenant'],
  })
  async create(@Param('tenant') slug: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<NonceResponse> {
    const tenant = this.tenants.find(slug);
    void reply.headers({ 'cache-control': 'no-store', 'dpop-nonce': await this.dpopNonces.shared(tenant.slug) });
    return { c_nonce: await this.credentialNonces.create(tenant.slug) };
  }
}
