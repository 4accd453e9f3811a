import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { answerSignIn, goTo, type AnswerParts } from './answer-sign-in.js';
import { earlierEnding } from './end-sign-in.js';
import { leaveSignIn } from './leave-sign-in.js';
import { LONGEST_TYPED } from './letter-code-text.js';
import { requireOpen } from './open-sign-in.js';
import { refuseForeignPost } from './refuse-foreign-post.js';
import { sendSignInPage, signInUrl } from './send-sign-in-page.js';
import { openNotice } from './sign-in-notice.js';
import { signInWithLetter, type LetterSignInParts } from './sign-in-with-letter.js';

const typed = z.string().max(LONGEST_TYPED).default('');
const tokenForm = z.object({ formToken: z.string().max(64).optional() });
const letterForm = tokenForm.extend({ 'customer-number': typed, 'letter-code': typed });

export type SignInPageParts = AnswerParts & LetterSignInParts;

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
      const { clock, random } = this.parts;
      const notice = openNotice(own, random);
      sendSignInPage(visit, await requireOpen(own, this.parts), { notice, now: clock() });
    });
  }

  /** By customer number and letter code. What is wrong the page says, to which every form leads (CONTRIBUTING.md, "Pages"). */
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
      const given = { customerNumber: form['customer-number'], letterCode: form['letter-code'], address: request.ip };
      const answer = await signInWithLetter(open, given, this.parts);
      goTo(reply, 'redirectTo' in answer ? answer.redirectTo : signInUrl(visit, own));
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
}
