import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import type { AskingParts } from './ask-presentation.js';
import { serveRequest } from './serve-request.js';

/** OpenID4VP 1.0 §5.10: `wallet_metadata` and unknown parameters are ignored. */
const requestUriForm = z.object({
  wallet_nonce: z
    .string()
    .max(512)
    .regex(/^[\x20-\x7e]+$/)
    .optional(),
});

/** The request URI, by GET (RFC 9101 §5.2.3) and POST (OpenID4VP 1.0 §5.10). */
@Controller(':tenant/requests/:id')
export class PresentationRequestsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: AskingParts,
  ) {}

  @Get()
  @Header('content-type', 'application/oauth-authz-req+jwt')
  async read(@Param('tenant') tenant: string, @Param('id') id: string): Promise<string> {
    return serveRequest(this.tenants.find(tenant), id, undefined, this.parts);
  }

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/oauth-authz-req+jwt')
  async post(@Param('tenant') tenant: string, @Param('id') id: string, @Body() body: unknown): Promise<string> {
    const form = parseDoor(requestUriForm, body === undefined || body === null ? {} : parseForm(body));
    return serveRequest(this.tenants.find(tenant), id, form.wallet_nonce, this.parts);
  }
}
