import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { formatCursor, parseCursor } from '../subject-records/page-cursor.js';
import { decideIssuance, type DecidingParts } from './decide-issuance.js';

const approval = z.strictObject({ decision: z.enum(['approved', 'refused']) });
const listQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('50')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200),
});

const pendingIssuances = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.string(),
        subjectRecordId: z.string(),
        credentialConfigurationId: z.string(),
        credentialCount: z.int().min(1),
        createdAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
      })
      .meta({ id: 'PendingIssuance' }),
  ),
  nextCursor: z.string().nullable(),
});

interface PendingIssuance {
  id: string;
  subjectRecordId: string;
  credentialConfigurationId: string;
  credentialCount: number;
  createdAt: string;
  expiresAt: string;
}

/** `/api/v1/issuances`: requests for credentials that wait for an operator. */
@Controller('api/v1/issuances')
export class IssuancesController {
  constructor(private readonly parts: DecidingParts) {}

  @Get()
  @RequireScope('credentials:write')
  @Operation({
    summary: 'Lists requests for credentials that wait for an operator.',
    query: listQuery,
    answer: pendingIssuances,
    refusals: ['malformed_cursor'],
  })
  async list(
    @CurrentCaller() { tenantId }: Caller,
    @Query() query: unknown,
  ): Promise<{ items: PendingIssuance[]; nextCursor: string | null }> {
    const { limit, cursor } = parseDoor(listQuery, query);
    const found = await this.parts.deferredIssuances.pending(tenantId, parseCursor(cursor), limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(({ id, subjectRecordId, credentialConfigurationId, holderKeys, createdAt, expiresAt }) => ({
        ...{ id, subjectRecordId, credentialConfigurationId, credentialCount: holderKeys.length },
        createdAt: new Date(createdAt).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
      })),
      nextCursor: found.length > limit && last !== undefined ? formatCursor(last.id) : null,
    };
  }

  @Post(':id/approval')
  @HttpCode(200)
  @RequireScope('credentials:write')
  @Operation({
    summary: 'Agrees to a request for credentials, or refuses it.',
    body: approval,
    answer: z.strictObject({ id: z.string(), decision: z.enum(['approved', 'refused']) }),
    refusals: ['unknown_issuance', 'issuance_decided'],
  })
  async decide(
    @CurrentCaller() { tenantId }: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<{ id: string; decision: z.infer<typeof approval>['decision'] }> {
    const { decision } = parseDoor(approval, body);
    await decideIssuance(tenantId, id, decision, this.parts);
    return { id, decision };
  }
}
