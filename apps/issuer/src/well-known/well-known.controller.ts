import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { OrganisationKeys } from '#identity';
import { authorizationServerMetadataShape, type AuthorizationServerMetadata } from '#openid4vci';
import { didDocumentShape } from '#service-kit/organisations';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import { serverMetadata } from './server-metadata.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

const CACHED = { 'cache-control': 'public, max-age=300' };

/** What a tenant publishes beside its issuer metadata: the authorization server's by insertion, did:web (design §4). */
@Controller()
export class WellKnownController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly organisationKeys: Pick<OrganisationKeys, 'didDocument'>,
  ) {}

  @Get('.well-known/oauth-authorization-server/:tenant')
  @Operation({
    summary: 'The authorization server metadata of a tenant.',
    answer: authorizationServerMetadataShape,
    refusals: ['unknown_tenant'],
  })
  server(@Param('tenant') slug: string, @Res({ passthrough: true }) reply: FastifyReply): AuthorizationServerMetadata {
    const tenant = this.tenants.find(slug);
    void reply.headers(CACHED);
    return serverMetadata(tenant);
  }

  @Get(':tenant/did.json')
  @Operation<Record<string, unknown>>({
    summary: 'The did:web document of a tenant.',
    answer: didDocumentShape,
    refusals: ['unknown_tenant', 'unknown_did'],
  })
  async did(
    @Param('tenant') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Record<string, unknown>> {
    const tenant = this.tenants.find(slug);
    void reply.headers(CACHED);
    return this.organisationKeys.didDocument(tenant.did);
  }
}
