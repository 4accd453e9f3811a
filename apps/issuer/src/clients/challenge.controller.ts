import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { ServerNonces } from '../nonce/server-nonces.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

/** The challenge endpoint (attestation-based client authentication 07 §8); like every answer of ours it is `no-store`. */
@Controller(':tenant/challenge')
export class ChallengeController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly attestationNonces: ServerNonces,
  ) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'The challenge endpoint of attestation-based client authentication.',
    answer: z.strictObject({ attestation_challenge: z.string() }),
    refusals: ['unknown_tenant'],
  })
  async create(@Param('tenant') slug: string): Promise<{ attestation_challenge: string }> {
    const tenant = this.tenants.find(slug);
    return { attestation_challenge: await this.attestationNonces.create(tenant.slug) };
  }
}
