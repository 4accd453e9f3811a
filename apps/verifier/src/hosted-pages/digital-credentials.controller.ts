import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { refuseForeignForm } from '#service-kit/pages';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import type { ResponseParts } from '../presentation-responses/accept-response.js';
import type { HostedPageParts } from './create-hosted-page.js';
import {
  acceptDigitalCredential,
  DC_API_PROTOCOL,
  digitalCredentialRequest,
  type DigitalCredentialRequest,
} from './digital-credentials.js';
import type { HostedPage } from './hosted-page.js';
import { requirePage } from './open-page.js';
import { readPageCookie } from './page-cookie.js';

/** A `DigitalCredential` as the page read it. */
const answerShape = z.strictObject({
  protocol: z.literal(DC_API_PROTOCOL),
  data: z.custom<JsonObject>((value) => isJsonObject(value as JsonObject)),
});

/** What the hosted page's script asks the browser for, and gets from it; for the page's own session only. */
@Controller(':tenant/verify/:id/digital-credentials')
export class DigitalCredentialsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: HostedPageParts,
    private readonly responding: ResponseParts,
  ) {}

  @Get()
  async ask(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<DigitalCredentialRequest> {
    const member = this.tenants.find(tenantId);
    return digitalCredentialRequest(member, await this.#ownPage(member, id, request), this.parts);
  }

  @Post()
  @HttpCode(200)
  async accept(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Record<string, never>> {
    const member = this.tenants.find(tenantId);
    refuseForeignForm(request, this.parts.publicUrl);
    const page = await this.#ownPage(member, id, request);
    const { data } = parseDoor(answerShape, body);
    await acceptDigitalCredential(member, page, data, this.responding);
    return {};
  }

  #ownPage({ slug }: AskingMember, id: string, request: FastifyRequest): Promise<HostedPage> {
    const session = readPageCookie(this.parts.publicUrl, request.headers.cookie);
    return requirePage({ tenantId: slug, id }, session, this.parts);
  }
}
