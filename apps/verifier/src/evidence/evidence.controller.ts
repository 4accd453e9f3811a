import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EVIDENCE_MEDIA_TYPE, evidencePackageShape } from '#evidence';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { Operation } from '#service-kit/openapi';
import type { FindingParts } from '../verifications/find-verification.js';
import type { EvidenceParts } from './read-evidence.js';
import { sendEvidence } from './send-evidence.js';

/** `GET /api/v1/verifications/{id}/evidence`: one file for the auditor, with everything that he needs offline. */
@Controller('api/v1/verifications/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly verifications: FindingParts,
    private readonly parts: EvidenceParts,
  ) {}

  @Get()
  @RequireScope('evidence:read')
  @Operation<string>({
    summary:
      'Gives the evidence of a decision as one file, to be checked offline; after redaction without what was shown.',
    answer: { [EVIDENCE_MEDIA_TYPE]: evidencePackageShape.meta({ id: 'EvidencePackage' }) },
    refusals: ['unknown_verification', 'evidence_withheld', 'no_evidence'],
  })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { verifications, parts: proving } = this;
    return sendEvidence(reply, { tenantId: caller.tenantId, id }, { verifications, proving });
  }
}
