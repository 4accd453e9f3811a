import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isCodedError } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf, sendPage } from '#service-kit/pages';
import { TooManyAttempts } from './attempt-limit.js';
import type { OperatorSessions } from './operator-sessions.js';
import { leadTo } from './lead-to.js';
import { OwnPageGuard } from './own-page.js';
import { ownPath } from './own-path.js';
import { PAGE_ACTIONS } from './page-actions.js';
import { SIGN_IN_MESSAGES } from './sign-in.messages.js';
import { SignInPage, type SignInPageProps } from './sign-in-page.js';

const signInForm = z.strictObject({
  accessKey: z.string().max(1_000).default(''),
  next: z.string().max(1_000).optional(),
});
const signInQuery = z.object({ next: z.string().optional(), ended: z.literal('1').optional() });

/** `/sign-in` and `/sign-out`. */
@Controller()
export class SignInController {
  /** @param brand whose pages these are, before a tenant is known */
  constructor(
    private readonly sessions: OperatorSessions,
    private readonly brand: string,
  ) {}

  @Get('sign-in')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: unknown): Promise<void> {
    const { data } = signInQuery.safeParse(query);
    const next = ownPath(data?.next, this.sessions.publicUrl);
    const session = await this.sessions.find(request.headers.cookie);
    if (session === undefined) this.#send(request, reply, 200, { next, signedOut: data?.ended === '1' });
    else leadTo(reply, this.sessions.publicUrl, next);
  }

  @Post('sign-in')
  @UseGuards(OwnPageGuard)
  async signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: unknown): Promise<void> {
    const form = parseDoor(signInForm, parseForm(body));
    const next = ownPath(form.next, this.sessions.publicUrl);
    try {
      const earlier = await this.sessions.find(request.headers.cookie);
      const { cookieValue } = await this.sessions.signIn(form.accessKey.trim(), request.ip);
      if (earlier !== undefined) await this.sessions.end(earlier);
      void reply.header('set-cookie', this.sessions.cookie.give(cookieValue));
      leadTo(reply, this.sessions.publicUrl, next);
    } catch (error) {
      if (error instanceof TooManyAttempts) {
        const { retryAfterSeconds } = error;
        void reply.header('retry-after', String(retryAfterSeconds));
        this.#send(request, reply, 429, { next, retryAfterSeconds });
      } else if (isCodedError(error) && error.code === 'invalid_api_key') {
        this.#send(request, reply, 403, { next, wrong: true });
      } else throw error;
    }
  }

  @Post('sign-out')
  @UseGuards(OwnPageGuard)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.find(request.headers.cookie);
    if (session !== undefined) await this.sessions.end(session);
    void reply.header('set-cookie', this.sessions.cookie.take());
    leadTo(reply, this.sessions.publicUrl, '/sign-in?ended=1');
  }

  #send(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    props: Omit<SignInPageProps, 'locale' | 'brand'>,
  ): void {
    const locale = localeOf(request);
    const title = `${SIGN_IN_MESSAGES[locale].signIn.title} – ${this.brand}`;
    const body = SignInPage({ ...props, locale, brand: this.brand });
    sendPage(request, reply, { title, body, scripts: PAGE_ACTIONS }, { status });
  }
}
