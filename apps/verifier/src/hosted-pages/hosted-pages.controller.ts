import { Body, Controller, Get, Header, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import { refuseForeignForm } from '#service-kit/pages';
import type { Tenants } from '#service-kit/tenants';
import type { LiveState } from '../live-state/live-state.js';
import type { LiveStreams } from '../live-state/live-streams.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { HostedPageParts } from './create-hosted-page.js';
import type { HostedPage } from './hosted-page.js';
import { goTo } from './go-to.js';
import { onlyLooks } from './only-looks.js';
import { leavePage } from './leave-page.js';
import { sendInvitationPage } from '../invitations/send-invitation-page.js';
import { knockAtPage, openPage, requirePage } from './open-page.js';
import { givePageCookie, readPageCookie } from './page-cookie.js';
import { pageLiveState } from './page-live-state.js';
import { pagePath, pageUrl } from './page-places.js';
import { readPageState } from './page-stage.js';
import { returnFromWallet } from './return-from-wallet.js';
import { sendHostedPage, sendRefusedPage, type HostedPageLook } from './send-hosted-page.js';
import { startAgain } from './start-again.js';

const startAgainForm = z.strictObject({
  attempt: z
    .string()
    .regex(/^[1-9][0-9]?$/)
    .transform(Number),
});

/** `/{tenant}/verify/{page}`: the page on which a person answers, for the one browser that opened it first. */
@Controller(':tenant/verify/:id')
export class HostedPagesController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: HostedPageParts,
    private readonly look: HostedPageLook,
    private readonly streams: LiveStreams,
  ) {}

  @Get()
  async show(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Query('start') start: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(tenantId, request, reply, async (member) => {
      const startSecret = onlyLooks(request) ? undefined : textOf(start);
      const sessionSecret = this.#sessionOf(request);
      const { page, newSession } = await openPage({ tenantId, id }, { startSecret, sessionSecret }, this.parts);
      if (newSession !== undefined) {
        const seconds = (page.expiresAt - this.parts.clock()) / 1000;
        void reply.header('set-cookie', givePageCookie(this.parts.publicUrl, page, newSession, seconds));
      }
      // The secret leaves the address bar, and with it history and bookmarks.
      if (start !== undefined) return goTo(reply, pageUrl(this.parts.publicUrl, page));
      const state = await readPageState(page, this.parts);
      if (pageLiveState(state).leave) return goTo(reply, await leavePage(state, this.parts));
      sendHostedPage(request, reply, { member, state }, this.look);
    });
  }

  /** Where the link of a mail leads: a program that looks at it opens nothing. */
  @Get('invitation')
  async invitation(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Query('start') start: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(tenantId, request, reply, async (member) => {
      const startSecret = textOf(start);
      const given = { startSecret, sessionSecret: this.#sessionOf(request) };
      const { page, isOwn } = await knockAtPage({ tenantId, id }, given, this.parts);
      if (isOwn) return goTo(reply, pageUrl(this.parts.publicUrl, page));
      sendInvitationPage(request, reply, member, { pagePath: pagePath(this.parts.publicUrl, page), startSecret });
    });
  }

  @Get('return')
  async return(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Query('response_code') code: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(tenantId, request, reply, async () => {
      const page = await this.#ownPage(tenantId, id, request);
      await returnFromWallet(page, textOf(code), this.parts);
      goTo(reply, pageUrl(this.parts.publicUrl, page));
    });
  }

  @Get('finish')
  async finish(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(tenantId, request, reply, async () => {
      const page = await this.#ownPage(tenantId, id, request);
      goTo(reply, await leavePage(await readPageState(page, this.parts), this.parts));
    });
  }

  @Post('start-again')
  async startAgain(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(tenantId, request, reply, async (member) => {
      refuseForeignForm(request, this.parts.publicUrl);
      const page = await this.#ownPage(tenantId, id, request);
      const { attempt } = parseDoor(startAgainForm, parseForm(body));
      await startAgain(member, page, attempt, this.parts);
      goTo(reply, pageUrl(this.parts.publicUrl, page));
    });
  }

  @Get('state')
  @Header('vary', 'Cookie')
  async state(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<LiveState> {
    const page = await this.#ownPage(this.tenants.find(tenantId).slug, id, request);
    return pageLiveState(await readPageState(page, this.parts));
  }

  @Get('events')
  async events(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.#ownPage(this.tenants.find(tenantId).slug, id, request);
    this.streams.open(reply, `${page.tenantId} ${page.id}`, lastEventId, async () => {
      const now = await this.#ownPage(page.tenantId, page.id, request);
      return pageLiveState(await readPageState(now, this.parts));
    });
  }

  /** What a person gets when the page is not hers is a page too. */
  async #answer(
    tenantId: string,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (member: AskingMember) => Promise<void>,
  ): Promise<void> {
    const member = this.tenants.find(tenantId);
    try {
      await work(member);
    } catch (error) {
      if (!sendRefusedPage(request, reply, { member, error })) throw error;
    }
  }

  #ownPage(tenantId: string, id: string, request: FastifyRequest): Promise<HostedPage> {
    return requirePage({ tenantId, id }, this.#sessionOf(request), this.parts);
  }

  #sessionOf(request: FastifyRequest): string | undefined {
    return readPageCookie(this.parts.publicUrl, request.headers.cookie);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
