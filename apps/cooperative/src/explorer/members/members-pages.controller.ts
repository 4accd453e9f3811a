import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { parseDoor } from '#service-kit/door';
import { descriptionTools } from '../decisions/description-tools.js';
import { answerPage } from '../page/answer-page.js';
import { didShape } from '../page/did-shape.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readRecordPage } from '../page/read-record-page.js';
import { MemberPage } from './member-page.js';
import { MEMBERS_MESSAGES } from './members.messages.js';
import { MembersPage } from './members-page.js';
import { readMember } from './read-member.js';

const LIST = 'members';

@Controller('explorer/members')
export class MembersPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  list(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const { cursor } = parseDoor(listShape, query);
      const { shown: members, next } = await readRecordPage(this.parts.records, 'member', LIST, cursor);
      const { title } = MEMBERS_MESSAGES[locale];
      return { section: 'members', title, content: h(MembersPage, { locale, members, cursor, next }) };
    });
  }

  @Get(':did')
  one(@Param('did') did: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const view = await readMember(this.parts, parseDoor(didShape, did));
      const tools = await descriptionTools(this.parts, view.decisions, locale);
      return { section: 'members', title: view.member.name, content: h(MemberPage, { view, tools }) };
    });
  }
}
