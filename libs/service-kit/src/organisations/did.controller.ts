import { Controller, Get, Header, Param } from '@nestjs/common';
import type { OrganisationKeys } from '#identity';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '../tenants/index.js';
import { didDocumentShape } from './did-document-shape.js';

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
    answer: { 'application/did+json': didDocumentShape },
    refusals: ['unknown_tenant', 'unknown_did'],
  })
  async read(@Param('tenant') slug: string): Promise<string> {
    return JSON.stringify(await this.organisationKeys.didDocument(this.tenants.find(slug).did));
  }
}
