import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { parseDoor } from '#service-kit/door';
import { answerPage } from '../page/answer-page.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readNumberCursor } from '../page/page-cursor.js';
import { LogPage } from './log-page.js';
import { LOG_MESSAGES } from './log.messages.js';
import { readLog } from './read-log.js';

const LIST = 'log';

@Controller('explorer/log')
export class LogPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  show(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const before = readNumberCursor(LIST, parseDoor(listShape, query).cursor);
      const view = await readLog(this.parts);
      const { publicUrl } = this.parts;
      const { title } = LOG_MESSAGES[locale];
      return { section: 'log', title, content: h(LogPage, { view, locale, publicUrl, list: LIST, before }) };
    });
  }
}
