import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isCodedError } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { decideIssuance } from '../deferred/decide-issuance.js';
import type { DeferredIssuance } from '../deferred/deferred-issuances.js';
import { sendConsolePage } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { WaitingPage, type WaitingRequest } from './waiting-page.js';
import { WAITING_MESSAGES } from './waiting.messages.js';

const MOST_SHOWN = 50;
const decisionForm = z.strictObject({
  decision: z.enum(['approved', 'refused']),
});
const listQuery = z.object({ decided: z.enum(['approved', 'refused']).optional() });

/** `/issuances`: requests of wallets that wait for an operator. */
@Controller('issuances')
export class WaitingPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  @RequireSession('credentials:write')
  async list(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: unknown,
  ): Promise<void> {
    const { decided } = parseDoor(listQuery, query);
    const { deferredIssuances } = this.parts;
    const waiting = await deferredIssuances.pending(session.tenantId, '', MOST_SHOWN);
    waiting.sort((left, right) => left.createdAt - right.createdAt);
    const requests = await Promise.all(waiting.map((deferred) => this.#withCustomer(deferred)));
    const visit = visitOf(this.parts, session, request, reply);
    sendConsolePage(visit, {
      title: WAITING_MESSAGES[localeOf(request)].title,
      section: 'issuances',
      path: '/issuances',
      body: (locale) => WaitingPage({ locale, requests, types: visit.tenant.credentialTypes, decided }),
    });
  }

  /** Deciding the same again changes nothing, so that a second click does no harm. */
  @Post(':id/approval')
  @RequireSession('credentials:write')
  async decide(
    @CurrentSession() { tenantId }: OperatorSession,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { decision } = parseDoor(decisionForm, parseForm(body));
    await decideIssuance(tenantId, id, decision, this.parts);
    leadTo(reply, this.parts.publicUrl, `/issuances?decided=${decision}`);
  }

  async #withCustomer(deferred: DeferredIssuance): Promise<WaitingRequest> {
    try {
      return { deferred, record: await this.parts.records.get(deferred.tenantId, deferred.subjectRecordId) };
    } catch (error) {
      if (!isCodedError(error) || error.code !== 'unknown_subject_record') throw error;
      return { deferred, record: undefined };
    }
  }
}
