import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { parseDoor } from '#service-kit/door';
import { descriptionTools } from '../decisions/description-tools.js';
import { answerPage } from '../page/answer-page.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readRecordPage } from '../page/read-record-page.js';
import { AccountsPage } from './accounts-page.js';
import { ACCOUNTS_MESSAGES } from './accounts.messages.js';

const LIST = 'accounts';

@Controller('explorer/accounts')
export class AccountsPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  list(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const { cursor } = parseDoor(listShape, query);
      const { shown: accounts, next } = await readRecordPage(this.parts.records, 'account', LIST, cursor);
      const { names } = await descriptionTools(this.parts, [], locale, accounts);
      const { title } = ACCOUNTS_MESSAGES[locale];
      return { section: 'accounts', title, content: h(AccountsPage, { locale, names, accounts, cursor, next }) };
    });
  }
}
