import { Controller, Param, Post } from '@nestjs/common';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { makeLetterCode, type LetterCodeParts, type MadeLetterCode } from './make-letter-code.js';

/** `POST /api/v1/subject-records/{id}/letter-codes`. */
@Controller('api/v1/subject-records')
export class LetterCodesController {
  constructor(private readonly parts: LetterCodeParts) {}

  @Post(':id/letter-codes')
  @RequireScope('offers:write')
  async make(@CurrentCaller() caller: Caller, @Param('id') subjectRecordId: string): Promise<MadeLetterCode> {
    return makeLetterCode(caller.tenantId, subjectRecordId, this.parts);
  }
}
