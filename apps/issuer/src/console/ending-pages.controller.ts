import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isCodedError } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { boundOf, REVOCATION_REASONS } from '../revocation/revocation-reasons.js';
import { revokeForOperator } from '../revocation/revoke-credentials.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import { sendConsolePage, type Visit } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { ErasurePage, RevocationPage } from './ending-pages.js';
import { ENDING_MESSAGES } from './ending.messages.js';

const revocationForm = z.strictObject({
  formToken: z.string().optional(),
  reason: z.enum(REVOCATION_REASONS).optional(),
});
const erasureForm = z.strictObject({ formToken: z.string().optional(), confirmation: z.string().max(100).default('') });

/** `/customers/{id}/revocation` and `/customers/{id}/erasure`: each tells what it does before it does it. */
@Controller('customers')
export class EndingPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get(':id/revocation')
  @RequireSession('credentials:write')
  async showRevocation(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const record = await this.parts.records.get(session.tenantId, id);
    this.#sendRevocation(visitOf(this.parts, session, request, reply), record, 200);
  }

  @Post(':id/revocation')
  @RequireSession('credentials:write')
  async revoke(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') subjectRecordId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { tenantId } = session;
    const { forms, records, revocation, publicUrl, boundSeconds: published, cohort } = this.parts;
    const { formToken, reason } = parseDoor(revocationForm, parseForm(body));
    if (reason === undefined) {
      const record = await records.get(tenantId, subjectRecordId);
      return this.#sendRevocation(visitOf(this.parts, session, request, reply), record, 400);
    }
    await forms.once(session, formToken, async () => {
      const revoked = await revokeForOperator({ tenantId, subjectRecordId }, reason, revocation);
      return { revoked, boundSeconds: boundOf(reason, published, cohort) };
    });
    const place = `/customers/${encodeURIComponent(subjectRecordId)}`;
    leadTo(reply, publicUrl, `${place}?done=${encodeURIComponent(formToken ?? '')}`);
  }

  @Get(':id/erasure')
  @RequireSession('records:write')
  async showErasure(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const record = await this.parts.records.get(session.tenantId, id);
    this.#sendErasure(visitOf(this.parts, session, request, reply), record, 200);
  }

  /**
   * That the customer was there and was to be erased is noted before he is: so a second click, which finds him no more, leads to the
   * same page as the first.
   */
  @Post(':id/erasure')
  @RequireSession('records:write')
  async erase(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { tenantId } = session;
    const { forms, records, publicUrl } = this.parts;
    const { formToken, confirmation } = parseDoor(erasureForm, parseForm(body));
    const record = await records.get(tenantId, id).catch(async (error: unknown) => {
      if ((await forms.read(session, formToken))?.erase !== id) throw error;
    });
    if (record !== undefined) {
      if (record.customerNumber !== confirmation.trim()) {
        return this.#sendErasure(visitOf(this.parts, session, request, reply), record, 400);
      }
      await forms.once(session, formToken, async () => ({ erase: id }));
      await records.erase(tenantId, id).catch(ignoreErased);
    }
    leadTo(reply, publicUrl, '/customers?erased=1');
  }

  #sendRevocation(visit: Visit, record: StoredSubjectRecord, status: number): void {
    const { forms, boundSeconds, cohort } = this.parts;
    const { revocationCohortSeconds } = cohort;
    const shown = {
      record,
      formToken: forms.newToken(),
      boundSeconds,
      revocationCohortSeconds,
      missing: status !== 200,
    };
    sendConsolePage(visit, {
      title: ENDING_MESSAGES[localeOf(visit.request)].revoke.title,
      section: 'customers',
      status,
      body: (locale) => RevocationPage({ ...shown, locale }),
    });
  }

  #sendErasure(visit: Visit, record: StoredSubjectRecord, status: number): void {
    const shown = { record, formToken: this.parts.forms.newToken(), wrong: status !== 200 };
    sendConsolePage(visit, {
      title: ENDING_MESSAGES[localeOf(visit.request)].erase.title,
      section: 'customers',
      status,
      body: (locale) => ErasurePage({ ...shown, locale }),
    });
  }
}

function ignoreErased(error: unknown): void {
  if (!isCodedError(error) || error.code !== 'unknown_subject_record') throw error;
}
