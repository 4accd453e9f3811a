import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { parseForm } from '#service-kit/door';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { SAME_DEVICE } from '../presentation-requests/ask-presentation.js';
import { acceptResponse, type ResponseAnswer, type ResponseParts } from './accept-response.js';

/** The response URI (OpenID4VP 1.0 §8.2, §8.3.1). */
@Controller(':tenant/responses/:id')
export class PresentationResponsesController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: ResponseParts,
  ) {}

  @Post()
  @HttpCode(200)
  async accept(
    @Param('tenant') tenant: string,
    @Param('id') id: string,
    @Query('device') device: unknown,
    @Body() body: unknown,
  ): Promise<ResponseAnswer> {
    const posted = { form: parseForm(body), isSameDevice: device === SAME_DEVICE };
    return acceptResponse(this.tenants.find(tenant), id, posted, this.parts);
  }
}
