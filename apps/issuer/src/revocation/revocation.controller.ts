import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { boundOf, REVOCATION_REASONS, SUSPENSION_REASONS, type CohortSettings } from './revocation-reasons.js';
import { revokeForOperator, type RevocationParts } from './revoke-credentials.js';
import { suspendCredentials, type Suspension } from './suspend-credentials.js';

const suspensionRequest = z.strictObject({ reason: z.enum(SUSPENSION_REASONS) });
const revocationRequest = z.strictObject({ reason: z.enum(REVOCATION_REASONS) });

const count = z.int().min(0);
const bound = z.int().min(0).describe('After so many seconds at most no verifier accepts them any more.');
const SUSPENSION_REFUSALS = ['unknown_subject_record', 'suspension_not_offered'];

/** `POST /api/v1/subject-records/{id}/revocation`, `…/suspension` and `…/resumption`. */
@Controller('api/v1/subject-records')
export class RevocationController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: RevocationParts,
    private readonly publishedBoundSeconds: number,
    private readonly cohort: CohortSettings,
  ) {}

  /** @returns after how many seconds at most no verifier accepts them any more */
  @Post(':id/revocation')
  @HttpCode(200)
  @RequireScope('credentials:write')
  @Operation({
    summary: 'Revokes all credentials of a customer, for good.',
    body: revocationRequest,
    answer: z.strictObject({ revoked: count, validUntilBoundSeconds: bound }),
    refusals: ['unknown_subject_record'],
  })
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

  /** @returns after how many seconds at most no verifier accepts them until they are resumed */
  @Post(':id/suspension')
  @HttpCode(200)
  @RequireScope('credentials:write')
  @Operation({
    summary: 'Suspends a customer’s credentials of the types that allow it.',
    body: suspensionRequest,
    answer: z.strictObject({ suspended: count, validUntilBoundSeconds: bound }),
    refusals: SUSPENSION_REFUSALS,
  })
  async suspend(
    @CurrentCaller() caller: Caller,
    @Param('id') subjectRecordId: string,
    @Body() body: unknown,
  ): Promise<{ suspended: number; validUntilBoundSeconds: number }> {
    const suspended = await this.#move(caller, subjectRecordId, 'suspend', body);
    return { suspended, validUntilBoundSeconds: this.publishedBoundSeconds };
  }

  @Post(':id/resumption')
  @HttpCode(200)
  @RequireScope('credentials:write')
  @Operation({
    summary: 'Lifts a suspension.',
    body: suspensionRequest,
    answer: z.strictObject({ resumed: count }),
    refusals: SUSPENSION_REFUSALS,
  })
  async resume(
    @CurrentCaller() caller: Caller,
    @Param('id') subjectRecordId: string,
    @Body() body: unknown,
  ): Promise<{ resumed: number }> {
    return { resumed: await this.#move(caller, subjectRecordId, 'resume', body) };
  }

  #move(caller: Caller, subjectRecordId: string, suspension: Suspension, body: unknown): Promise<number> {
    const { reason } = parseDoor(suspensionRequest, body);
    const tenant = this.tenants.find(caller.tenantId);
    return suspendCredentials(tenant, { subjectRecordId, suspension, reason }, this.parts);
  }
}
