import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DataUseContract } from '#ledger';
import { isCodedError } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { preparePresentation, type WantedPresentation } from '../presentation-requests/ask-presentation.js';
import { VERIFIER_ERRORS } from '../verifier-errors.js';
import { sendConsolePage } from './console-page.js';
import type { ConsoleParts } from './console-parts.js';
import { CONSOLE_MESSAGES } from './console.messages.js';
import { consoleRefusal } from './console-refusals.messages.js';
import { asksForAddress, NewQuestionPage, type TypedAddress } from './new-question-page.js';

const line = z.string().trim().max(300).default('');
const questionForm = z.strictObject({
  formToken: z.string().max(64),
  contract: z.string().max(64),
  ...{ street: line, postalCode: line, locality: line },
});
const NOTHING_TYPED: TypedAddress = { street: '', postalCode: '', locality: '' };

/** `/verifications/new`: a clerk asks whoever stands in front of him. */
@Controller('verifications/new')
export class QuestionPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  @RequireSession('verifications:write')
  show(
    @CurrentSession() session: OperatorSession,
    @Query('contract') contract: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.#send({ request, reply, session }, { contractId: contract, typed: NOTHING_TYPED });
  }

  /** A double click or the back button asks once: the form leads to the same verification again. */
  @Post()
  @RequireSession('verifications:write')
  async ask(
    @CurrentSession() session: OperatorSession,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { formToken, contract: contractId, ...typed } = parseDoor(questionForm, parseForm(body));
    const member = this.parts.tenants.find(session.tenantId);
    const { asking, forms, publicUrl, registry } = this.parts;
    try {
      const earlier = await forms.read(session, formToken);
      if (typeof earlier?.id === 'string') return leadTo(reply, publicUrl, `/verifications/${earlier.id}`);
      const contract = registry.contractsOf(member.did).find(({ id }) => id === contractId);
      const presentation = await preparePresentation(member, wantedOf(contractId, contract, typed), asking);
      const { id } = await forms.once(session, formToken, async () => {
        await asking.presentations.insert(presentation);
        return { id: presentation.id };
      });
      leadTo(reply, publicUrl, `/verifications/${id}`);
    } catch (error) {
      if (!isCodedError(error) || error.fault === 'bug') throw error;
      const problem = consoleRefusal(error.code, localeOf(request));
      if (problem === undefined) throw error;
      const status = error.fault === 'outage' ? 503 : (VERIFIER_ERRORS.statuses[error.code] ?? 400);
      this.#send({ request, reply, session }, { contractId, typed, problem, status });
    }
  }

  #send(
    { request, reply, session }: { request: FastifyRequest; reply: FastifyReply; session: OperatorSession },
    shown: { contractId: unknown; typed: TypedAddress; problem?: string; status?: number },
  ): void {
    const { tenants, registry, labelOf, forms } = this.parts;
    const member = tenants.find(session.tenantId);
    const contracts = registry.contractsOf(member.did).filter(({ status }) => status === 'in_force');
    const locale = localeOf(request);
    const props = {
      ...{ locale, contracts, labelOf, typed: shown.typed, problem: shown.problem },
      chosen: contracts.find(({ id }) => id === shown.contractId),
      formToken: forms.newToken(),
    };
    const { title } = CONSOLE_MESSAGES[locale].newQuestion;
    const page = { title, section: 'ask' as const, status: shown.status ?? 200, body: () => NewQuestionPage(props) };
    sendConsolePage({ request, reply, session, member }, page);
  }
}

function wantedOf(
  contract: string,
  known: DataUseContract | undefined,
  { street, postalCode, locality }: TypedAddress,
): WantedPresentation {
  if (known === undefined || !asksForAddress(known)) return { contract };
  const address = { street_address: street, postal_code: postalCode, locality, country: 'FR' };
  return { contract, addresses: [address] };
}
