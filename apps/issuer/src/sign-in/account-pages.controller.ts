import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerSignIn, goTo, type AnswerParts } from './answer-sign-in.js';
import { earlierEnding } from './end-sign-in.js';
import { requireOpen } from './open-sign-in.js';
import {
  accountRedirectUri,
  beginAccountRound,
  finishAccountRound,
  signInIdOf,
  type AccountSignInParts,
} from './sign-in-with-account.js';

export type AccountPageParts = AnswerParts & AccountSignInParts;

/** The way to the utility's own OpenID Connect provider, and back. */
@Controller(':tenant/sign-in')
export class AccountPagesController {
  constructor(private readonly parts: AccountPageParts) {}

  /** A link and no form: a browser would hold the provider's own redirects against `form-action` (CSP 3 §6.4.2). */
  @Get(':id/account')
  async begin(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerSignIn({ slug, id, request, reply }, this.parts, async ({ tenant }, own) => {
      goTo(reply, await beginAccountRound(await requireOpen(own, this.parts), tenant, this.parts));
    });
  }

  @Get('return')
  async return(
    @Param('tenant') slug: string,
    @Query('state') state: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerSignIn({ slug, id: signInIdOf(state), request, reply }, this.parts, async ({ tenant }, own) => {
      // A reload of the answer leads where the answer led.
      const earlier = earlierEnding(own, this.parts);
      if (earlier !== undefined) return goTo(reply, earlier);
      const answer = new URL(accountRedirectUri(tenant));
      answer.search = request.url.slice(request.url.indexOf('?'));
      goTo(reply, (await finishAccountRound(own, answer, this.parts)).redirectTo);
    });
  }
}
