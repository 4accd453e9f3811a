import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCodedError } from '#primitives';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { VERIFIER_ERRORS } from '../verifier-errors.js';
import { NOTHING_TYPED, parseQuestion, type TypedQuestion } from './asked-question.js';
import { sendConsolePage } from './console-page.js';
import type { ConsoleParts } from './console-parts.js';
import { CONSOLE_MESSAGES } from './console.messages.js';
import { consoleRefusal } from './console-refusals.messages.js';
import { keyOf, NewQuestionPage } from './new-question-page.js';
import { offeredQuestions } from './offered-questions.js';
import { placeOf, type QuestionProblem } from './question-problem.js';
import { startQuestion } from './start-question.js';

interface Shown {
  /** As `keyOf` names it; anything else chooses nothing. */
  question: unknown;
  typed: TypedQuestion;
  problem?: QuestionProblem;
  status?: number;
}

/** `/verifications/new`: a clerk asks whoever stands in front of him. */
@Controller('verifications/new')
export class QuestionPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  @RequireSession('verifications:write')
  show(
    @CurrentSession() session: OperatorSession,
    @Query('question') question: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.#send({ request, reply, session }, { question, typed: NOTHING_TYPED });
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
    const asked = parseQuestion(body);
    const member = this.parts.tenants.find(session.tenantId);
    const locale = localeOf(request);
    try {
      const id = await startQuestion(member, session, asked, locale, this.parts);
      leadTo(reply, this.parts.publicUrl, `/verifications/${id}`);
    } catch (error) {
      if (!isCodedError(error) || error.fault === 'bug') throw error;
      const sentence = consoleRefusal(error.code, locale);
      if (sentence === undefined) throw error;
      const status = error.fault === 'outage' ? 503 : (VERIFIER_ERRORS.statuses[error.code] ?? 400);
      const { contract, policy, typed } = asked;
      const question = policy === undefined ? contract : `${contract}/${policy}`;
      const problem = { place: placeOf(error.code), sentence };
      this.#send({ request, reply, session }, { question, typed, problem, status });
    }
  }

  #send(
    { request, reply, session }: { request: FastifyRequest; reply: FastifyReply; session: OperatorSession },
    { question, typed, problem, status = 200 }: Shown,
  ): void {
    const { tenants, registry, asking, labelOf, forms, invitations } = this.parts;
    const member = tenants.find(session.tenantId);
    const contracts = registry.contractsOf(member.did).filter((contract) => contract.status === 'in_force');
    const questions = offeredQuestions(contracts, asking);
    const locale = localeOf(request);
    const props = {
      ...{ locale, questions, labelOf, typed, problem, formToken: forms.newToken() },
      chosen: questions.find((one) => keyOf(one) === question),
      hasMail: invitations !== undefined,
    };
    const { title } = CONSOLE_MESSAGES[locale].newQuestion;
    const page = { title, section: 'ask' as const, status, body: () => NewQuestionPage(props) };
    sendConsolePage({ request, reply, session, member }, page);
  }
}
