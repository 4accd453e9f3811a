import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { ASKING_OUTAGES, ASKING_REFUSALS } from '../presentation-requests/asking-codes.js';
import type { VerificationView } from '../verifications/read-verification.js';
import { verificationShape } from '../verifications/verification-shapes.js';
import { wantedMembers } from '../verifications/wanted-shape.js';
import { createHostedPage, type HostedPageParts } from './create-hosted-page.js';
import { readPageState } from './page-stage.js';
import { redeemResult, unknownPresentationRequest } from './redeem-result.js';
import { requestProgress, type RequestProgress } from './request-progress.js';

const hostedShape = z.strictObject({
  ...wantedMembers,
  page: z.strictObject({
    returnUrl: z.string().min(1).max(2_000).optional(),
    devices: z.enum(['any', 'same']).default('any'),
  }),
});
const resultShape = z.strictObject({ responseCode: z.string().min(1).max(100) });

const time = z.iso.datetime();
const hostedAnswer = z.strictObject({ id: z.string(), pageUrl: z.url(), expiresAt: time });
const progressShape = z.strictObject({
  id: z.string(),
  progress: z.enum(['not_opened', 'open', 'answered', 'redeemed', 'ended']),
  verificationId: z.string(),
  attempts: z.int().min(1),
  createdAt: time,
  expiresAt: time,
});

/** `/api/v1/presentation-requests`: questions that a page of ours asks, and their results for a response code. */
@Controller('api/v1/presentation-requests')
export class HostedRequestsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: HostedPageParts,
  ) {}

  @Post()
  @HttpCode(201)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Asks on a page of the verifier, where the person is led.',
    body: hostedShape,
    answer: hostedAnswer,
    refusals: [...ASKING_REFUSALS, 'return_url_not_allowed'],
    outages: ASKING_OUTAGES,
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown) {
    const { page: wantedPage, ...wanted } = parseDoor(hostedShape, body);
    const { page, url } = await createHostedPage(this.tenants.find(caller.tenantId), wanted, wantedPage, this.parts);
    return { id: page.id, pageUrl: url, expiresAt: new Date(page.expiresAt).toISOString() };
  }

  @Get(':id')
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Tells how far a page is, and never what was answered.',
    answer: progressShape,
    refusals: ['unknown_presentation_request'],
  })
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RequestProgress> {
    const page = await this.parts.pages.find(caller.tenantId, id);
    if (page === undefined) throw unknownPresentationRequest();
    return requestProgress(await readPageState(page, this.parts));
  }

  @Post(':id/result')
  @HttpCode(200)
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Exchanges the response code, with which the person came back, for the result.',
    body: resultShape,
    answer: verificationShape,
    refusals: ['unknown_presentation_request', 'invalid_response_code'],
  })
  async result(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<VerificationView> {
    const { responseCode } = parseDoor(resultShape, body);
    return redeemResult(caller.tenantId, id, responseCode, this.parts);
  }
}
