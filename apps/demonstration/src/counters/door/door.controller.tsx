import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf, refuseForeignForm, sendPage } from '#service-kit/pages';
import { ensureSession, sessionDigestOf } from '../browser-session.js';
import type { CounterParts } from '../counter-parts.js';
import type { DoorPlace } from '../counters.config.js';
import { askAtDoor } from './ask-at-door.js';
import { DoorPage, DoorQuestionPage } from './door-pages.js';
import { DoorQuestions, type DoorAnswer, type DoorQuestion } from './door-questions.js';
import { DOOR_MESSAGES } from './door.messages.js';
import { leaveQuestion } from './leave-question.js';
import { readDoorAnswer } from './read-door-answer.js';

/** The question in whose place another is asked, where there is one. */
const askForm = z.strictObject({ instead: z.string().max(64).optional() });

const STYLES = ['demonstration/door-pages.css'];
/** A form that was sent takes no second click. */
const PAGE_ACTIONS = 'kit/page-actions.js';
/** Without a script the page is asked for again so often. */
const REFRESH_SECONDS = 1;

/** Over 18 at the door: one question, and nothing of the answer but yes or no. */
@Controller('door')
export class DoorController {
  readonly #questions: DoorQuestions;

  constructor(private readonly parts: CounterParts) {
    this.#questions = new DoorQuestions(parts.clock);
  }

  @Get()
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const door = this.#door();
    const locale = localeOf(request);
    const title = `${DOOR_MESSAGES[locale].title} – ${door.name}`;
    const body = <DoorPage locale={locale} door={door} />;
    sendPage(request, reply, { title, body, styles: STYLES, scripts: [PAGE_ACTIONS] });
  }

  @Post('questions')
  async ask(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { publicUrl, random } = this.parts;
    refuseForeignForm(request, publicUrl);
    const door = this.#door();
    const { instead = '' } = parseDoor(askForm, parseForm(body));
    const sessionDigest = ensureSession(request, reply, random, publicUrl.startsWith('https:'));
    const before = this.#questions.find(instead, sessionDigest);
    if (before?.answer === 'asked') await leaveQuestion(this.parts.clientOf(door.tenant), before);
    const question = await askAtDoor(door, sessionDigest, this.parts);
    this.#questions.keep(question);
    void reply.code(303).header('location', `${publicUrl}/door/questions/${question.id}`).send();
  }

  @Get('questions/:id')
  async show(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const door = this.#door();
    const question = await this.#current(id, request);
    const locale = localeOf(request);
    const { answers, scan } = DOOR_MESSAGES[locale];
    const title = `${question.answer === 'asked' ? scan : answers[question.answer].word} – ${door.name}`;
    const body = <DoorQuestionPage {...{ locale, door, question }} />;
    const isOpen = question.answer === 'asked';
    const live = isOpen ? { refreshSeconds: REFRESH_SECONDS } : {};
    const scripts = [PAGE_ACTIONS, ...(isOpen ? ['demonstration/door.js'] : [])];
    sendPage(request, reply, { title, body, styles: STYLES, scripts, ...live });
  }

  /** For the page's script. */
  @Get('questions/:id/state')
  async state(@Param('id') id: string, @Req() request: FastifyRequest): Promise<{ answer: DoorAnswer }> {
    this.#door();
    const { answer } = await this.#current(id, request);
    return { answer };
  }

  /** What was answered once stays, whatever becomes of the verification: the person has gone in. */
  async #current(id: string, request: FastifyRequest): Promise<DoorQuestion> {
    const question = this.#questions.find(id, sessionDigestOf(request));
    if (question === undefined) throw refusal('unknown_question', 'This browser has no such question.');
    if (question.answer === 'asked') {
      question.answer = await readDoorAnswer(this.parts.clientOf(this.#door().tenant), question.verificationId);
    }
    return question;
  }

  #door(): DoorPlace {
    const { door } = this.parts;
    if (door === undefined) throw refusal('not_found', 'There is no such counter.');
    return door;
  }
}
