import { Controller, Get, Header, Param } from '@nestjs/common';
import type { OrganisationKeys } from '#identity';
import type { Tenants } from '../tenants/index.js';

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
  async read(@Param('tenant') slug: string): Promise<string> {
    return JSON.stringify(await this.organisationKeys.didDocument(this.tenants.find(slug).did));
  }
}
