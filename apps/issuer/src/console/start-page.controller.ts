import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { sendConsolePage } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { StartPage } from './start-page.js';
import { START_MESSAGES } from './start.messages.js';

/** `/`: what is there, and what one does next. */
@Controller()
export class StartPageController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  @RequireSession('records:read')
  async show(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { views, statusLists, clock, boundSeconds } = this.parts;
    const { tenantId } = session;
    const figures = await views.figures(tenantId, clock());
    const [lastImport] = await views.imports(tenantId);
    const lists = await statusLists.all(tenantId);
    const { did } = this.parts.tenants.find(tenantId);
    const certificateDays = await this.parts.certificateWatch.daysLeft(did);
    sendConsolePage(visitOf(this.parts, session, request, reply), {
      title: START_MESSAGES[localeOf(request)].title,
      section: 'start',
      body: (locale) => StartPage({ locale, figures, lastImport, lists, boundSeconds, certificateDays }),
    });
  }
}
