import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { descriptionTools } from '../decisions/description-tools.js';
import { answerPage } from '../page/answer-page.js';
import { didShape } from '../page/did-shape.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readNumberCursor, writeCursor } from '../page/page-cursor.js';
import { AnchorsOfPage, AnchorsPage } from './anchors-page.js';
import { ANCHORS_MESSAGES } from './anchors.messages.js';
import { readAnchors, readAnchorsOf } from './read-anchors.js';

const LIST = 'anchors';

@Controller('explorer/anchors')
export class AnchorsPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  newest(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const view = await readAnchors(this.parts);
      const others = [view.lists, view.verifiers.map(({ did }) => did)];
      const tools = await descriptionTools(this.parts, [], locale, others);
      const { title } = ANCHORS_MESSAGES[locale];
      return { section: 'anchors', title, content: h(AnchorsPage, { view, tools }) };
    });
  }

  @Get(':did')
  ofMember(
    @Param('did') param: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const did = parseDoor(didShape, param);
      const { cursor } = parseDoor(listShape, query);
      const member = await this.parts.records.readRecord('member', did);
      if (member === undefined) throw refusal('unknown_member', 'There is no such member.');
      const list = `${LIST} ${did}`;
      const anchors = await readAnchorsOf(this.parts, did, readNumberCursor(list, cursor));
      const tools = await descriptionTools(this.parts, [], locale, [did]);
      const next = anchors.next === undefined ? undefined : writeCursor(list, String(anchors.next));
      const title = ANCHORS_MESSAGES[locale].titleOf(member.name);
      return { section: 'anchors', title, content: h(AnchorsOfPage, { did, anchors, tools, cursor, next }) };
    });
  }
}
