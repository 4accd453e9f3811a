import { Controller, Get, Header, Param } from '@nestjs/common';
import { z } from 'zod';
import type { OrganisationKeys } from '#identity';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '../tenants/index.js';

/** DID Core §4; served as a text. */
const didDocument = z.looseObject({ id: z.string() }).meta({ id: 'DidDocument' });

/** The did:web documents of the organisations whose keys live here. */
@Controller()
export class DidController {
  constructor(
    private readonly organisationKeys: Pick<OrganisationKeys, 'didDocument'>,
    private readonly tenants: Tenants<{ slug: string; did: string }>,
  ) {}

  @Get(':tenant/did.json')
  @Header('content-type', 'application/did+json')
  @Header('cache-control', 'public, max-age=300')
  @Operation<string>({
    summary: 'The did:web document of an organisation.',
    answer: { 'application/did+json': didDocument },
    refusals: ['unknown_tenant', 'unknown_did'],
  })
  async read(@Param('tenant') slug: string): Promise<string> {
    return JSON.stringify(await this.organisationKeys.didDocument(this.tenants.find(slug).did));
  }
}
