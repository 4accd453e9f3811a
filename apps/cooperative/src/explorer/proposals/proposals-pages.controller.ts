import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { DEFAULT_GOVERNANCE, GOVERNANCE_KEY, type GovernanceRules } from '#ledger';
import { secondsOf } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { describeSubject } from '../decisions/describe-decision.js';
import { descriptionTools } from '../decisions/description-tools.js';
import { answerPage } from '../page/answer-page.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readCursor, readNumberCursor, writeCursor } from '../page/page-cursor.js';
import { ProposalPage } from './proposal-page.js';
import { PROPOSALS_MESSAGES } from './proposals.messages.js';
import { ProposalsPage } from './proposals-page.js';
import { readProposal, readProposals } from './read-proposals.js';

const LIST = 'proposals';
const BALLOTS = 'ballots';
const idShape = z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/);

@Controller('explorer/proposals')
export class ProposalsPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  list(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const { cursor } = parseDoor(listShape, query);
      const { proposals, next } = await readProposals(this.parts, readNumberCursor(LIST, cursor));
      const rules = (await this.parts.records.readValue(GOVERNANCE_KEY)) as unknown as GovernanceRules | undefined;
      const content = h(ProposalsPage, {
        proposals,
        quorumPercent: (rules ?? DEFAULT_GOVERNANCE).quorumPercent,
        now: secondsOf(this.parts.clock),
        tools: await descriptionTools(this.parts, [], locale, proposals),
        cursor,
        next: next === undefined ? undefined : writeCursor(LIST, String(next)),
      });
      return { section: 'proposals', title: PROPOSALS_MESSAGES[locale].title, content };
    });
  }

  @Get(':id')
  one(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const { cursor } = parseDoor(listShape, query);
      const view = await readProposal(this.parts, parseDoor(idShape, id), readCursor(BALLOTS, cursor));
      const tools = await descriptionTools(this.parts, view.entries, locale, [view.proposal, view.ballots]);
      const now = secondsOf(this.parts.clock);
      const title = describeSubject(view.proposal.subject, tools);
      return { section: 'proposals', title, content: h(ProposalPage, { view, now, tools, cursor, list: BALLOTS }) };
    });
  }
}
