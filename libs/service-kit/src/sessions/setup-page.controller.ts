import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isCodedError } from '#primitives';
import type { SetupLinks } from '#service-kit/authentication';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf, sendPage } from '#service-kit/pages';
import type { FormUses } from './form-uses.js';
import { leadTo } from './lead-to.js';
import type { OperatorSessions } from './operator-sessions.js';
import { OwnPageGuard } from './own-page.js';
import { PAGE_ACTIONS } from './page-actions.js';
import { AccessKeyPage, SetupPage } from './setup-page.js';
import { SIGN_IN_MESSAGES } from './sign-in.messages.js';

const setupForm = z.strictObject({ code: z.string().max(1_000).default('') });
const shownQuery = z.object({ form: z.string().max(64).optional() });
const SETUP_CODE = /incola_setup_[A-Za-z0-9_.-]{1,100}/;
const RETRY_AFTER_SECONDS = '60';

export interface SetupPageParts {
  sessions: OperatorSessions;
  setupLinks: SetupLinks;
  forms: FormUses;
  /** Whose pages these are, before a tenant is known. */
  brand: string;
  /** A tenant's name for people. */
  nameOf: (tenantId: string) => string;
}

/** `/setup`: the page of a one-time link. */
@Controller('setup')
export class SetupPageController {
  constructor(private readonly parts: SetupPageParts) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#send(request, reply, 200);
  }

  /** Uses the code up, and signs in. The key is then read by this session alone, for ten minutes. */
  @Post()
  @UseGuards(OwnPageGuard)
  async redeem(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: unknown): Promise<void> {
    const { sessions, setupLinks, forms } = this.parts;
    const { code } = parseDoor(setupForm, parseForm(body));
    try {
      // Whoever pastes the whole link means the code in it.
      const { apiKey } = await setupLinks.redeem(SETUP_CODE.exec(code)?.[0] ?? code.trim());
      const session = await sessions.open(apiKey);
      const shown = forms.newToken();
      await forms.once(session, shown, async () => ({ accessKey: apiKey }));
      void reply.header('set-cookie', sessions.cookie.give(session.cookieValue));
      leadTo(reply, sessions.publicUrl, `/setup/access-key?form=${shown}`);
    } catch (error) {
      if (!isCodedError(error)) throw error;
      if (error.code === 'invalid_setup_code') this.#send(request, reply, 400, 'wrong');
      else if (error.code === 'too_many_attempts') {
        void reply.header('retry-after', RETRY_AFTER_SECONDS);
        this.#send(request, reply, 429, 'later');
      } else throw error;
    }
  }

  @Get('access-key')
  async showKey(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: unknown): Promise<void> {
    const { sessions, forms, brand, nameOf } = this.parts;
    const session = await sessions.find(request.headers.cookie);
    if (session === undefined) return leadTo(reply, sessions.publicUrl, '/sign-in');
    const form = shownQuery.safeParse(query).data?.form;
    const outcome = await forms.read(session, form);
    const accessKey = typeof outcome?.accessKey === 'string' ? outcome.accessKey : undefined;
    const locale = localeOf(request);
    const messages = SIGN_IN_MESSAGES[locale].key;
    const language = (one: string) => `/setup/access-key?form=${encodeURIComponent(form ?? '')}&language=${one}`;
    const body = AccessKeyPage({ locale, brand, tenant: nameOf(session.tenantId), accessKey, language });
    const title = `${accessKey === undefined ? messages.gone : messages.title} – ${brand}`;
    sendPage(request, reply, { title, body, scripts: PAGE_ACTIONS });
  }

  #send(request: FastifyRequest, reply: FastifyReply, status: number, problem?: 'wrong' | 'later'): void {
    const { brand } = this.parts;
    const locale = localeOf(request);
    const title = `${SIGN_IN_MESSAGES[locale].setup.title} – ${brand}`;
    sendPage(request, reply, { title, body: SetupPage({ locale, brand, problem }), scripts: PAGE_ACTIONS }, { status });
  }
}
