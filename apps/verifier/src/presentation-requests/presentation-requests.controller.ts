import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { WALLET_METADATA_LIMITS } from '#openid4vp';
import { parseDoor, parseForm } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { SAME_DEVICE } from './ask-presentation.js';
import { WALLET_METADATA_REFUSALS } from './asking-codes.js';
import { serveRequest, type ServingParts } from './serve-request.js';

/** OpenID4VP 1.0 §5.10: unknown parameters are ignored. */
const requestUriForm = z.object({
  // An empty one counts as absent, as in every form (RFC 6749 §3.1).
  wallet_nonce: z
    .string()
    .max(512)
    .regex(/^[\x20-\x7e]*$/)
    .optional(),
  wallet_metadata: z.string().max(WALLET_METADATA_LIMITS.maxLength).optional(),
});

/** A request object (RFC 9101 §4), signed, and encrypted where the wallet wants it so. */
const requestObject = z.string().regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){2,4}$/);
const deviceQuery = z.object({ device: z.string().optional() });
const REFUSALS = ['unknown_tenant', 'unknown_request', 'request_closed', 'contract_not_in_force'];

/** The request URI, by GET (RFC 9101 §5.2.3) and POST (OpenID4VP 1.0 §5.10). */
@Controller(':tenant/requests/:id')
export class PresentationRequestsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: ServingParts,
  ) {}

  @Get()
  @Header('content-type', 'application/oauth-authz-req+jwt')
  @Operation({
    summary: 'Serves the request object to a wallet.',
    query: deviceQuery,
    answer: requestObject,
    refusals: REFUSALS,
    outages: ['trust_unavailable'],
  })
  async read(
    @Param('tenant') tenant: string,
    @Param('id') id: string,
    @Query('device') device: unknown,
  ): Promise<string> {
    return serveRequest(this.tenants.find(tenant), id, { isSameDevice: device === SAME_DEVICE }, this.parts);
  }

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/oauth-authz-req+jwt')
  @Operation({
    summary: 'Serves the request object to a wallet that sends a nonce of its own, and perhaps what it can.',
    query: deviceQuery,
    body: { 'application/x-www-form-urlencoded': requestUriForm },
    bodyIsOptional: true,
    answer: requestObject,
    refusals: [...REFUSALS, ...WALLET_METADATA_REFUSALS],
    outages: ['trust_unavailable'],
  })
  async post(
    @Param('tenant') tenant: string,
    @Param('id') id: string,
    @Query('device') device: unknown,
    @Body() body: unknown,
  ): Promise<string> {
    const form = parseDoor(requestUriForm, body === undefined || body === null ? {} : parseForm(body));
    const fetched = {
      isSameDevice: device === SAME_DEVICE,
      walletNonce: form.wallet_nonce,
      walletMetadata: form.wallet_metadata,
    };
    return serveRequest(this.tenants.find(tenant), id, fetched, this.parts);
  }
}
