import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { makeLetterCode } from '../sign-in/make-letter-code.js';
import { sendConsolePage } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { LetterCodePage } from './letter-code-page.js';
import { LETTER_CODE_MESSAGES } from './letter-code.messages.js';

const letterForm = z.strictObject({ formToken: z.string().optional() });
const letterQuery = z.object({ form: z.string().max(64).optional() });

/** `/customers/{id}/letter-codes`: a letter with the code by which a customer signs in. */
@Controller('customers/:id/letter-codes')
export class LetterCodesPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  /** A second click on the same form leads to the letter that the first one made. */
  @Post()
  @RequireSession('offers:write')
  async make(
    @CurrentSession() session: OperatorSession,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { forms, letterCodes, publicUrl } = this.parts;
    const { formToken } = parseDoor(letterForm, parseForm(body));
    await forms.once(session, formToken, async () => ({
      subjectRecordId: id,
      ...(await makeLetterCode(session.tenantId, id, letterCodes)),
    }));
    const path = `/customers/${encodeURIComponent(id)}/letter-codes`;
    leadTo(reply, publicUrl, `${path}?form=${encodeURIComponent(formToken ?? '')}`);
  }

  @Get()
  @RequireSession('offers:write')
  async show(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const { forms, records, publicUrl } = this.parts;
    const record = await records.get(session.tenantId, id);
    const outcome = (await forms.read(session, parseDoor(letterQuery, query).form)) ?? {};
    const { subjectRecordId, letterCode, expiresAt } = outcome;
    const isTold = subjectRecordId === id && typeof letterCode === 'string' && typeof expiresAt === 'string';
    const letter = isTold ? { letterCode, expiresAt } : undefined;
    const visit = visitOf(this.parts, session, request, reply);
    sendConsolePage(visit, {
      title: LETTER_CODE_MESSAGES[localeOf(request)].letter.title,
      section: 'customers',
      body: (locale) =>
        LetterCodePage({ locale, record, letter, utility: visit.tenant.name, host: new URL(publicUrl).host }),
    });
  }
}
