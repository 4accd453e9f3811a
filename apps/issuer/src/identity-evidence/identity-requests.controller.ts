import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import {
  acceptIdentityResponse,
  type AcceptIdentityParts,
  type IdentityResponseAnswer,
} from './accept-identity-response.js';
import type { IdentityAsker, IdentityAskers } from './identity-asker.js';
import { SAME_DEVICE } from './identity-places.js';
import { serveIdentityRequest, type ServeIdentityParts } from './serve-identity-request.js';

const REQUEST_MEDIA_TYPE = 'application/oauth-authz-req+jwt';
/** OpenID4VP 1.0 §5.10: `wallet_metadata` and unknown parameters are ignored. */
const requestUriForm = z.object({
  wallet_nonce: z
    .string()
    .max(512)
    .regex(/^[\x20-\x7e]+$/)
    .optional(),
});

/** A request object (RFC 9101 §4), signed. */
const requestObject = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
const deviceQuery = z.object({ device: z.string().optional() });
/** The library's parser decides (OpenID4VP 1.0 §8.3.1, §8.5). */
const responseForm = z.looseObject({ response: z.string().optional(), error: z.string().optional() });
const responseAnswer = z.strictObject({ redirect_uri: z.url().optional() });
const REFUSALS = ['unknown_tenant', 'unknown_request', 'request_closed'];

/** Request URI and response URI for wallets that show identity data (OpenID4VP 1.0 §5.10, §8.3.1). */
@Controller(':tenant')
export class IdentityRequestsController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly askers: IdentityAskers,
    private readonly parts: ServeIdentityParts & AcceptIdentityParts,
  ) {}

  @Get('identity-requests/:id')
  @Header('content-type', REQUEST_MEDIA_TYPE)
  @Operation({
    summary: 'Serves a wallet the request for identity data.',
    query: deviceQuery,
    answer: requestObject,
    refusals: REFUSALS,
  })
  async read(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Query('device') device: unknown,
  ): Promise<string> {
    const { asker, tenantId } = this.#askerOf(slug);
    return serveIdentityRequest(asker, { tenantId, id }, { isSameDevice: device === SAME_DEVICE }, this.parts);
  }

  @Post('identity-requests/:id')
  @HttpCode(200)
  @Header('content-type', REQUEST_MEDIA_TYPE)
  @Operation({
    summary: 'Serves the request for identity data to a wallet that sends a nonce of its own.',
    query: deviceQuery,
    body: { 'application/x-www-form-urlencoded': requestUriForm },
    bodyIsOptional: true,
    answer: requestObject,
    refusals: REFUSALS,
  })
  async post(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Query('device') device: unknown,
    @Body() body: unknown,
  ): Promise<string> {
    const { asker, tenantId } = this.#askerOf(slug);
    const form = parseDoor(requestUriForm, body === undefined || body === null ? {} : parseForm(body));
    const asked = { isSameDevice: device === SAME_DEVICE, walletNonce: form.wallet_nonce };
    return serveIdentityRequest(asker, { tenantId, id }, asked, this.parts);
  }

  @Post('identity-responses/:id')
  @HttpCode(200)
  @Operation({
    summary: 'Takes a wallet’s identity data; they are verified before the answer, and not kept.',
    query: deviceQuery,
    body: { 'application/x-www-form-urlencoded': responseForm },
    answer: responseAnswer,
    refusals: [
      ...['unknown_tenant', 'unknown_request', 'response_already_used', 'malformed_response'],
      ...['response_not_decrypted', 'state_differs', 'presentation_not_accepted'],
    ],
  })
  async accept(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Query('device') device: unknown,
    @Body() body: unknown,
  ): Promise<IdentityResponseAnswer> {
    const { asker, tenantId } = this.#askerOf(slug);
    const posted = { form: parseForm(body), isSameDevice: device === SAME_DEVICE };
    return acceptIdentityResponse(asker, { tenantId, id }, posted, this.parts);
  }

  /** A tenant that asks nobody has no requests. */
  #askerOf(slug: string): { asker: IdentityAsker; tenantId: string } {
    const tenantId = this.tenants.find(slug).slug;
    const asker = this.askers.get(tenantId);
    if (asker === undefined) throw refusal('unknown_request', 'There is no such request.');
    return { asker, tenantId };
  }
}
