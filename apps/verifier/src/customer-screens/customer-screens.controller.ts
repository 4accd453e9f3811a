import { Controller, Get, Header, Headers, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLocale, type Locale } from '#look';
import type { Tenants } from '#service-kit/tenants';
import { goTo } from '../hosted-pages/go-to.js';
import { onlyLooks } from '../hosted-pages/only-looks.js';
import { pathCookie, type PathCookie } from '../hosted-pages/path-cookie.js';
import { sendRefusedPage } from '../hosted-pages/send-hosted-page.js';
import type { LiveState } from '../live-state/live-state.js';
import type { LiveStreams } from '../live-state/live-streams.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { CustomerScreen } from './customer-screen.js';
import { screenUrl, type ScreenParts } from './make-screen.js';
import { openScreen, requireScreen } from './open-screen.js';
import { readScreenState, screenLiveState } from './screen-state.js';
import { sendCustomerScreen, type ScreenPlaces } from './send-customer-screen.js';

/** `/{tenant}/customer-screens/{screen}`: the code on a screen that is turned to the customer, for the one browser that opened it first. */
@Controller(':tenant/customer-screens/:id')
export class CustomerScreensController {
  readonly #cookie: PathCookie;

  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: ScreenParts,
    private readonly places: ScreenPlaces,
    private readonly streams: LiveStreams,
  ) {
    this.#cookie = pathCookie('incola-verifier-screen', places.publicUrl);
  }

  /** The language stands in the screen's own address: it is the customer's, and not that of the clerk whose browser shows it. */
  @Get()
  async show(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Query('start') start: unknown,
    @Query('in') language: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const member = this.tenants.find(tenantId);
    try {
      const startSecret = onlyLooks(request) || typeof start !== 'string' ? undefined : start;
      const given = { startSecret, sessionSecret: this.#sessionOf(request) };
      const { screen, newSession } = await openScreen({ tenantId, id }, given, this.parts);
      if (newSession !== undefined) this.#giveCookie(reply, screen, newSession);
      const chosen = isLocale(language) ? language : undefined;
      // The secret leaves the address bar, and with it history and bookmarks.
      if (start !== undefined) return goTo(reply, this.#addressOf(screen, chosen));
      const state = await readScreenState(screen, this.parts);
      sendCustomerScreen(request, reply, { member, screen, state, chosen }, this.places);
    } catch (error) {
      if (!sendRefusedPage(request, reply, { member, error })) throw error;
    }
  }

  @Get('state')
  @Header('vary', 'Cookie')
  async state(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<LiveState> {
    return this.#read(this.tenants.find(tenantId).slug, id, request);
  }

  @Get('events')
  async events(
    @Param('tenant') tenantId: string,
    @Param('id') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { slug } = this.tenants.find(tenantId);
    await this.#read(slug, id, request);
    this.streams.open(reply, `screen ${slug} ${id}`, lastEventId, () => this.#read(slug, id, request));
  }

  async #read(tenantId: string, id: string, request: FastifyRequest): Promise<LiveState> {
    const screen = await requireScreen({ tenantId, id }, this.#sessionOf(request), this.parts);
    return screenLiveState(await readScreenState(screen, this.parts));
  }

  #giveCookie(reply: FastifyReply, screen: CustomerScreen, secret: string): void {
    const { pathname } = new URL(screenUrl(this.places.publicUrl, screen));
    const seconds = (screen.expiresAt - this.parts.clock()) / 1000;
    void reply.header('set-cookie', this.#cookie.give(pathname, secret, seconds));
  }

  #addressOf(screen: CustomerScreen, chosen: Locale | undefined): string {
    const url = screenUrl(this.places.publicUrl, screen);
    return chosen === undefined ? url : `${url}?in=${chosen}`;
  }

  #sessionOf(request: FastifyRequest): string | undefined {
    return this.#cookie.read(request.headers.cookie);
  }
}
