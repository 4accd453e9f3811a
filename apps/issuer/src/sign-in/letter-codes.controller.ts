import { Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { Operation } from '#service-kit/openapi';
import { makeLetterCode, type LetterCodeParts, type MadeLetterCode } from './make-letter-code.js';

/** `POST /api/v1/subject-records/{id}/letter-codes`. */
@Controller('api/v1/subject-records')
export class LetterCodesController {
  constructor(private readonly parts: LetterCodeParts) {}

  @Post(':id/letter-codes')
  @RequireScope('offers:write')
  @Operation({
    summary: 'Makes a customer’s letter code, which takes the place of the one before.',
    answer: z.strictObject({ letterCode: z.string(), expiresAt: z.iso.datetime() }),
    refusals: ['unknown_subject_record'],
  })
  async make(@CurrentCaller() caller: Caller, @Param('id') subjectRecordId: string): Promise<MadeLetterCode> {
    return makeLetterCode(caller.tenantId, subjectRecordId, this.parts);
  }
}
