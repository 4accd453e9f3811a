import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { parseForm } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { SAME_DEVICE } from '../presentation-requests/ask-presentation.js';
import { acceptResponse, type ResponseAnswer, type ResponseParts } from './accept-response.js';

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** OpenID4VP 1.0 §8.2, §8.3.1, §8.5; the library's parser decides. */
const responseForm = z.union([
  z.object({ response: z.string().min(1) }),
  z.object({ vp_token: z.string().min(1), state: z.string().optional() }),
  z.object({ error: z.string().min(1), error_description: z.string().optional(), state: z.string().optional() }),
]);
const responseAnswer = z.strictObject({
  incola_receipt: z
    .strictObject({ receipt: z.string(), salt: bytes32, withdrawal_secret: bytes32, ledger_proof_uri: z.url() })
    .optional(),
  redirect_uri: z.url().optional(),
});

/** The response URI (OpenID4VP 1.0 §8.2, §8.3.1). */
@Controller(':tenant/responses/:id')
export class PresentationResponsesController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: ResponseParts,
  ) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'Takes a wallet’s response; it is verified before the answer.',
    query: z.object({ device: z.string().optional() }),
    body: { 'application/x-www-form-urlencoded': responseForm },
    answer: responseAnswer,
    refusals: [
      ...['unknown_tenant', 'unknown_request', 'response_already_used', 'malformed_response'],
      ...[
        'response_mode_differs',
        'response_not_decrypted',
        'state_differs',
        'presentation_not_accepted',
        'contract_not_in_force',
      ],
    ],
    outages: ['trust_unavailable'],
  })
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
