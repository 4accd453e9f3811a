import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { verificationShape } from '../verifications/verification-shapes.js';
import { viewVerification, type ShownVerification } from '../verifications/view-verification.js';
import { simulateAnswer, type SimulationParts } from './simulate-answer.js';
import { simulationShape } from './simulation-shape.js';

/** `/api/v1/verifications/{id}/simulation`: in a sandbox, the wallet that an integrator does not have yet. */
@Controller('api/v1/verifications')
export class SimulationsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: SimulationParts,
  ) {}

  @Post(':id/simulation')
  @HttpCode(200)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'In a sandbox: has the verification answered as a wallet would, so that it comes to the outcome wanted.',
    body: simulationShape,
    answer: verificationShape,
    refusals: [
      'unknown_verification',
      'not_a_sandbox',
      'sandbox_cannot_answer',
      'request_closed',
      'response_already_used',
    ],
  })
  async simulate(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ShownVerification> {
    const { outcome } = parseDoor(simulationShape, body);
    await simulateAnswer(this.tenants.find(caller.tenantId), id, outcome, this.parts);
    return viewVerification(caller, id, this.parts.hosting);
  }
}
