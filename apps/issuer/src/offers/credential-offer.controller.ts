import { Controller, Get, Param } from '@nestjs/common';
import { credentialOfferShape, type CredentialOffer } from '#openid4vci';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { readCredentialOffer, type OfferParts } from './create-offer.js';

/** `credential_offer_uri` (OpenID4VCI 1.0 §4.1.3). */
@Controller(':tenant/offers')
export class CredentialOfferController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: OfferParts,
  ) {}

  @Get(':id')
  @Operation({
    summary: 'The credential offer that a link refers to.',
    answer: credentialOfferShape,
    refusals: ['unknown_tenant', 'unknown_offer'],
  })
  async read(@Param('tenant') slug: string, @Param('id') id: string): Promise<CredentialOffer> {
    return readCredentialOffer(this.tenants.find(slug), id, this.parts);
  }
}
