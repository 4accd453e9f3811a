import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  parseWithdrawalStatement,
  withdrawalDeliveryShape,
  withdrawalStatementShape,
  type WithdrawalDelivery,
} from '#consent';
import { assertOurs, refusal } from '#primitives';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { verificationIdOf } from '../presentation-requests/presentation.js';
import type { Presentations } from '../presentation-requests/presentations.js';
import { acceptWithdrawal, type WithdrawalParts } from './accept-withdrawal.js';
import type { Withdrawals } from './withdrawals.js';

const withdrawalRecord = z.strictObject({
  id: z.string(),
  verificationId: z.string(),
  outcome: z.enum(['erased', 'restricted']),
  receivedAt: z.iso.datetime(),
  commitment: z.string(),
  answer: z.string().describe('Our signed answer, as a JWS.'),
});

/** Where citizens withdraw: the notice's `withdrawalUri`. */
@Controller(':tenant/withdrawals')
export class WithdrawalsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: WithdrawalParts,
  ) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'Takes a withdrawal of consent, and answers signed what follows of it.',
    body: withdrawalStatementShape,
    answer: withdrawalDeliveryShape,
    refusals: [
      ...['unknown_tenant', 'unknown_receipt', 'malformed_withdrawal', 'withdrawal_commitment', 'withdrawal_key'],
      ...['withdrawal_audience', 'withdrawal_time', 'withdrawal_signature', 'withdrawal_secret'],
    ],
  })
  async accept(@Param('tenant') tenant: string, @Body() body: unknown): Promise<WithdrawalDelivery> {
    return acceptWithdrawal(this.tenants.find(tenant), parseWithdrawalStatement(body), this.parts);
  }
}

/** Where the tenant reads what was withdrawn, and its own signed answer. */
@Controller('api/v1/withdrawals')
export class WithdrawalRecordsController {
  constructor(
    private readonly withdrawals: Withdrawals,
    private readonly presentations: Pick<Presentations, 'find'>,
  ) {}

  @Get(':id')
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Reads a withdrawal, and what was answered to it.',
    answer: withdrawalRecord,
    refusals: ['unknown_withdrawal'],
  })
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string) {
    const withdrawal = await this.withdrawals.find(caller.tenantId, id);
    if (withdrawal === undefined) throw refusal('unknown_withdrawal', 'There is no such withdrawal.');
    const { presentationId, outcome, receivedAt, delivery, commitment } = withdrawal;
    const presentation = await this.presentations.find(caller.tenantId, presentationId);
    assertOurs(presentation !== undefined, 'a withdrawal is of a presentation');
    return {
      id,
      verificationId: verificationIdOf(presentation),
      outcome,
      receivedAt: new Date(receivedAt).toISOString(),
      commitment,
      answer: delivery.answer,
    };
  }
}
