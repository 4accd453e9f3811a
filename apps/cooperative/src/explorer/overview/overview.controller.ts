import { Controller, Get, Redirect, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { answerPage } from '../page/answer-page.js';
import { descriptionTools } from '../decisions/description-tools.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { linkTo } from '../page/links.js';
import { OVERVIEW_MESSAGES } from './overview.messages.js';
import { OverviewPage } from './overview-page.js';
import { readOverview } from './read-overview.js';

@Controller()
export class OverviewController {
  constructor(private readonly parts: ExplorerParts) {}

  /** Whoever comes to the cooperative's address finds what is public. */
  @Get()
  @Redirect(linkTo.overview, 302)
  home(): void {}

  @Get('explorer')
  overview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const overview = await readOverview(this.parts);
      const tools = await descriptionTools(this.parts, overview.latest, locale);
      const { title } = OVERVIEW_MESSAGES[locale];
      return { section: 'overview', title, content: h(OverviewPage, { overview, tools }) };
    });
  }
}
