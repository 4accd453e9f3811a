import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import type { KeyedDigests } from '../keyed-digests.js';
import { answerSignIn, goTo, type AnswerParts } from './answer-sign-in.js';
import type { RefusedAttempt } from './decide-attempt.js';
import { earlierEnding } from './end-sign-in.js';
import { leaveSignIn } from './leave-sign-in.js';
import { LONGEST_TYPED } from './letter-code-text.js';
import { requireOpen } from './open-sign-in.js';
import { refuseForeignPost } from './refuse-foreign-post.js';
import { sendSignInPage, type ShownSignIn } from './send-sign-in-page.js';
import { signInWithLetter, type LetterSignInParts } from './sign-in-with-letter.js';
import { readLetterAttempt } from './try-letter-code.js';

const typed = z.string().max(LONGEST_TYPED).default('');
const tokenForm = z.object({ formToken: z.string().max(64).optional() });
const letterForm = tokenForm.extend({ 'customer-number': typed, 'letter-code': typed });

export type SignInPageParts = AnswerParts & LetterSignInParts & { keys: KeyedDigests };

/** `/{tenant}/sign-in/{id}`: the page on which a citizen shows whose proof the wallet asks for (OpenID4VCI 1.0 §5). */
@Controller(':tenant/sign-in/:id')
export class SignInPagesController {
  constructor(private readonly parts: SignInPageParts) {}

  @Get()
  async show(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerSignIn({ slug, id, request, reply }, this.parts, async (visit, own) => {
      sendSignInPage(visit, await requireOpen(own, this.parts));
    });
  }

  /** By customer number and letter code. */
  @Post()
  async signIn(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    await answerSignIn({ slug, id, request, reply }, this.parts, async (visit, own) => {
      const form = parseDoor(letterForm, parseForm(body));
      refuseForeignPost(request, own, form.formToken, this.parts.publicUrl);
      const earlier = earlierEnding(own, this.parts);
      if (earlier !== undefined) return goTo(reply, earlier);
      const open = await requireOpen(own, this.parts);
      if (!visit.tenant.signIn.letterCode) throw refusal('foreign_form', 'There is no such form on this page.');
      const [customerNumber, letterCode] = [form['customer-number'], form['letter-code']];
      const problem = missingIn(customerNumber, letterCode);
      if (problem !== undefined) return sendSignInPage(visit, open, { status: 422, customerNumber, problem });
      const given = { customerNumber, letterCode };
      const attempt = await readLetterAttempt(visit.tenant.slug, given, request.ip, this.parts.keys);
      const answer = await signInWithLetter(open, attempt, this.parts);
      if ('redirectTo' in answer) return goTo(reply, answer.redirectTo);
      const { refused } = answer;
      if (refused.outcome === 'later') void reply.header('retry-after', this.#secondsUntil(refused.until));
      sendSignInPage(visit, open, { ...shownRefusal(refused), customerNumber });
    });
  }

  /** Back to the wallet with `access_denied` (RFC 6749 §4.1.2.1). */
  @Post('cancellation')
  async cancel(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    await answerSignIn({ slug, id, request, reply }, this.parts, async (_visit, own) => {
      const { formToken } = parseDoor(tokenForm, parseForm(body));
      refuseForeignPost(request, own, formToken, this.parts.publicUrl);
      goTo(reply, earlierEnding(own, this.parts) ?? (await leaveSignIn(own, this.parts)));
    });
  }

  #secondsUntil(until: number): string {
    return String(Math.max(1, Math.ceil((until - this.parts.clock()) / 1000)));
  }
}

function missingIn(customerNumber: string, letterCode: string): ShownSignIn['problem'] {
  if (customerNumber.trim() === '') return { kind: 'number_missing' };
  return letterCode.trim() === '' ? { kind: 'code_missing' } : undefined;
}

function shownRefusal(refused: RefusedAttempt): Pick<ShownSignIn, 'status' | 'problem'> {
  if (refused.outcome === 'later') return { status: 429, problem: { kind: 'later', until: refused.until } };
  return { status: 403, problem: { kind: refused.outcome } };
}
