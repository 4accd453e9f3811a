import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { credentialConfigurations } from '#credential-types';
import type { OrganisationKeys } from '#identity';
import { createIssuerMetadata, type AuthorizationServerMetadata, type IssuerMetadata } from '#openid4vci';
import type { Tenants } from '#service-kit/tenants';
import { serverMetadata } from './server-metadata.js';
import type { CohortSettings } from '../revocation/revocation-reasons.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';

const CACHED = { 'cache-control': 'public, max-age=300' };

/** A tenant's published documents: issuer and authorization server metadata by insertion, did:web (design §4). */
@Controller()
export class WellKnownController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly organisationKeys: Pick<OrganisationKeys, 'didDocument'>,
    private readonly revocationBoundSeconds: number,
    private readonly cohort: Pick<CohortSettings, 'revocationCohortSeconds'>,
  ) {}

  @Get('.well-known/openid-credential-issuer/:tenant')
  issuer(@Param('tenant') slug: string, @Res({ passthrough: true }) reply: FastifyReply): IssuerMetadata {
    const tenant = this.tenants.find(slug);
    void reply.headers(CACHED);
    return createIssuerMetadata({
      credentialIssuer: tenant.identifier,
      name: tenant.name,
      ...(tenant.logoUri === undefined ? {} : { logoUri: tenant.logoUri }),
      configurations: Object.fromEntries(
        tenant.credentialTypes.flatMap((type) => Object.entries(credentialConfigurations(type))),
      ),
      batchSize: Math.max(...tenant.credentialTypes.map(({ batchSize }) => batchSize)),
      extensions: {
        incola_profiles: tenant.profiles,
        incola_member: tenant.did,
        // From a list that says so to every verifier; ordinary revocations wait for others before.
        incola_revocation_bound_seconds: this.revocationBoundSeconds,
        incola_revocation_cohort_seconds: this.cohort.revocationCohortSeconds,
      },
    });
  }

  @Get('.well-known/oauth-authorization-server/:tenant')
  server(@Param('tenant') slug: string, @Res({ passthrough: true }) reply: FastifyReply): AuthorizationServerMetadata {
    const tenant = this.tenants.find(slug);
    void reply.headers(CACHED);
    return serverMetadata(tenant);
  }

  @Get(':tenant/did.json')
  async did(
    @Param('tenant') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Record<string, unknown>> {
    const tenant = this.tenants.find(slug);
    void reply.headers(CACHED);
    return this.organisationKeys.didDocument(tenant.did);
  }
}
