import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { describeBody } from '../decisions/describe-decision.js';
import { descriptionTools } from '../decisions/description-tools.js';
import { NEWS } from '../index/topics-of.js';
import { answerPage } from '../page/answer-page.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readNumberCursor, writeCursor } from '../page/page-cursor.js';
import { LedgerTransactionPage } from './ledger-transaction-page.js';
import { LEDGER_TRANSACTIONS_MESSAGES } from './ledger-transactions.messages.js';
import { LedgerTransactionsPage } from './ledger-transactions-page.js';

const PER_PAGE = 50;
const idShape = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A topic of the index (index/topics-of.ts): a word, or a word and what it is about. */
const aboutShape = listShape.extend({
  about: z
    .string()
    .max(2048)
    .regex(/^(?:all|decisions|news|(?:kind|member|contract|proposal|anchors|status|digest) \S+)$/)
    .default(NEWS),
});

@Controller('explorer/ledger-transactions')
export class LedgerTransactionsPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  list(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const { about, cursor } = parseDoor(aboutShape, query);
      // One list's cursor is another's number: the same log, the same order.
      const before = readNumberCursor('ledger-transactions', cursor);
      const found = await this.parts.index.list({ topic: about, before, limit: PER_PAGE + 1 });
      const entries = found.slice(0, PER_PAGE);
      const last = found.length > PER_PAGE ? entries.at(-1) : undefined;
      const next = last && writeCursor('ledger-transactions', String(last.index));
      const tools = await descriptionTools(this.parts, entries, locale);
      const { title } = LEDGER_TRANSACTIONS_MESSAGES[locale];
      const content = h(LedgerTransactionsPage, { about, entries, tools, cursor, next });
      return { section: 'ledgerTransactions', title, content };
    });
  }

  @Get(':id')
  one(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const entry = await this.parts.index.find(parseDoor(idShape, id));
      if (entry === undefined) throw refusal('unknown_ledger_transaction', 'No such ledger transaction was accepted.');
      const tools = await descriptionTools(this.parts, [entry], locale);
      const title = describeBody(entry.ledgerTransaction.body, tools);
      return { section: 'ledgerTransactions', title, content: h(LedgerTransactionPage, { entry, tools }) };
    });
  }
}
