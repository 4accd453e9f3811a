import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { anchoredCommitmentProofShape, type AnchoredCommitmentProof } from '#ledger';
import { isCodedError } from '#primitives';
import { Operation } from '#service-kit/openapi';
import type { Anchors } from '../anchoring/anchors.js';
import type { Commitments } from '../anchoring/commitments.js';
import { proveCommitment } from './prove-commitment.js';

/** `GET /receipts/{capability}/ledger-proof`: whoever has the address may read; it names nobody. */
@Controller('receipts/:capability/ledger-proof')
export class LedgerProofsController {
  constructor(
    private readonly parts: { anchors: Anchors; commitments: Commitments },
    private readonly anchorPeriodSeconds: number,
  ) {}

  @Get()
  @Operation({
    summary: 'The ledger proof of a receipt, a withdrawal or an erasure.',
    answer: anchoredCommitmentProofShape,
    refusals: ['unknown_receipt', 'not_anchored_yet'],
  })
  async read(
    @Param('capability') capability: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnchoredCommitmentProof> {
    try {
      return await proveCommitment(capability, this.parts);
    } catch (error) {
      // Only where asking again can end otherwise: a wallet waits for as long as it reads this.
      if (isCodedError(error) && error.code === 'not_anchored_yet') {
        void reply.header('retry-after', String(Math.min(this.anchorPeriodSeconds, 60)));
      }
      throw error;
    }
  }
}
