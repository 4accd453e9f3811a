import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { boundOf, REVOCATION_REASONS, type CohortSettings } from './revocation-reasons.js';
import { revokeForOperator, type RevocationParts } from './revoke-credentials.js';

const revocationRequest = z.strictObject({ reason: z.enum(REVOCATION_REASONS) });

/** `POST /api/v1/subject-records/{id}/revocation`. */
@Controller('api/v1/subject-records')
export class RevocationController {
  constructor(
    private readonly parts: RevocationParts,
    private readonly publishedBoundSeconds: number,
    private readonly cohort: CohortSettings,
  ) {}

  /** @returns after how many seconds at most no verifier accepts them any more */
  @Post(':id/revocation')
  @HttpCode(200)
  @RequireScope('credentials:write')
  async revoke(
    @CurrentCaller() caller: Caller,
    @Param('id') subjectRecordId: string,
    @Body() body: unknown,
  ): Promise<{ revoked: number; validUntilBoundSeconds: number }> {
    const { reason } = parseDoor(revocationRequest, body);
    const subject = { tenantId: caller.tenantId, subjectRecordId };
    const revoked = await revokeForOperator(subject, reason, this.parts);
    return { revoked, validUntilBoundSeconds: boundOf(reason, this.publishedBoundSeconds, this.cohort) };
  }
}
