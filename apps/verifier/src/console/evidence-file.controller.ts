import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentSession, RequireSession, type OperatorSession } from '#service-kit/sessions';
import type { EvidenceParts } from '../evidence/read-evidence.js';
import { sendEvidence } from '../evidence/send-evidence.js';
import type { FindingParts } from '../verifications/find-verification.js';

/** `/verifications/{id}/evidence`: the same file as the API gives, for whoever sits at a page. */
@Controller('verifications/:id/evidence')
export class EvidenceFileController {
  constructor(
    private readonly verifications: FindingParts,
    private readonly proving: EvidenceParts,
  ) {}

  @Get()
  @RequireSession('evidence:read')
  async take(
    @CurrentSession() { tenantId }: OperatorSession,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { verifications, proving } = this;
    return sendEvidence(reply, { tenantId, id }, { verifications, proving });
  }
}
