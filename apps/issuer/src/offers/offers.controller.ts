import { Body, Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { OFFER_GRANT_TYPES } from './offers.js';
import { createOffer, type CreatedOffer, type OfferParts } from './create-offer.js';

const offerRequest = z.strictObject({
  subjectRecordId: z.string().min(1).max(64),
  credentialTypeId: z.string().min(1).max(64).optional(),
  grantTypes: z.array(z.enum(OFFER_GRANT_TYPES)).min(1).max(2).optional(),
});

const offerAnswer = z
  .strictObject({
    id: z.string(),
    credentialOffer: z.string().describe('Link by value.'),
    credentialOfferUri: z.url(),
    walletLink: z.string().describe('Link by reference: short enough for a QR code.'),
    transactionCode: z.string().optional().describe('For another channel than the link.'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Offer' });

/** `POST /api/v1/offers`. */
@Controller('api/v1/offers')
export class OffersController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: OfferParts,
  ) {}

  @Post()
  @RequireScope('offers:write')
  @Operation({
    summary: 'Offers a customer a credential, for one use; neither link nor code can be read again.',
    body: offerRequest,
    answer: offerAnswer,
    refusals: ['unknown_subject_record', 'unknown_credential_type', 'birth_evidence_missing'],
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<CreatedOffer> {
    return createOffer(this.tenants.find(caller.tenantId), parseDoor(offerRequest, body), this.parts);
  }
}
