import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { ASKING_OUTAGES, ASKING_REFUSALS } from '../presentation-requests/asking-codes.js';
import { askPresentation, type AskingParts } from '../presentation-requests/ask-presentation.js';
import type { Presentations } from '../presentation-requests/presentations.js';
import { cancelPresentation, redactPresentation, unknownVerification, type EndingParts } from './end-presentations.js';
import { readCursor, writeCursor } from './page-cursor.js';
import { verificationAsked, verificationPage, verificationShape } from './verification-shapes.js';
import { wantedMembers } from './wanted-shape.js';
import {
  readVerification,
  summaryOf,
  type ReadingParts,
  type VerificationSummary,
  type VerificationView,
} from './read-verification.js';

const PAGE = 50;

const wantedShape = z.strictObject(wantedMembers);

const pageShape = z.object({
  cursor: z.string().min(1).max(200).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]?$/)
    .transform(Number)
    .pipe(z.number().max(PAGE))
    .default(PAGE),
});

/** `/api/v1/verifications`: the tenant asks, polls the answer, cancels and redacts. */
@Controller('api/v1/verifications')
export class VerificationsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly presentations: Presentations,
    private readonly parts: { asking: AskingParts; reading: ReadingParts; ending: EndingParts },
  ) {}

  @Post()
  @HttpCode(201)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Asks for a presentation under a contract.',
    body: wantedShape,
    answer: verificationAsked,
    refusals: ASKING_REFUSALS,
    outages: ASKING_OUTAGES,
  })
  async ask(@CurrentCaller() caller: Caller, @Body() body: unknown) {
    const wanted = parseDoor(wantedShape, body);
    const asked = await askPresentation(this.tenants.find(caller.tenantId), wanted, this.parts.asking);
    const { id, status, expiresAt } = asked.presentation;
    const { walletLink, requestUri } = asked;
    return { id, status, walletLink, requestUri, expiresAt: new Date(expiresAt).toISOString() };
  }

  @Get()
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Lists verifications, the newest first.',
    query: pageShape,
    answer: verificationPage,
    refusals: ['malformed_cursor'],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: unknown,
  ): Promise<{ items: VerificationSummary[]; cursor?: string }> {
    const { cursor, limit } = parseDoor(pageShape, query);
    const before = cursor === undefined ? {} : { before: readCursor(cursor) };
    const found = await this.presentations.list(caller.tenantId, { ...before, limit });
    const now = this.parts.reading.clock();
    const last = found.at(-1);
    return {
      items: found.map((presentation) => summaryOf(presentation, now)),
      ...(last === undefined || found.length < limit ? {} : { cursor: writeCursor(last) }),
    };
  }

  @Get(':id')
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Reads a verification: its status and, once decided, verdicts and answer.',
    answer: verificationShape,
    refusals: ['unknown_verification'],
  })
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<VerificationView> {
    const presentation = await this.presentations.find(caller.tenantId, id);
    if (presentation === undefined) throw unknownVerification();
    return readVerification(presentation, this.parts.reading);
  }

  @Post(':id/cancellation')
  @HttpCode(204)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Cancels a verification that is not answered yet.',
    refusals: ['unknown_verification', 'not_cancellable'],
  })
  async cancel(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await cancelPresentation(caller.tenantId, id, this.parts.ending);
  }

  @Post(':id/redaction')
  @HttpCode(204)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Destroys what was shown; the signed record of the verdicts stays.',
    refusals: ['unknown_verification', 'not_redactable'],
  })
  async redact(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await redactPresentation(caller.tenantId, id, this.parts.ending);
  }
}
