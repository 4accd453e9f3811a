import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { parseDoor } from '#service-kit/door';
import { descriptionTools } from '../decisions/description-tools.js';
import { answerPage } from '../page/answer-page.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { listShape } from '../page/list-shape.js';
import { readNumberCursor } from '../page/page-cursor.js';
import { readRecordPage } from '../page/read-record-page.js';
import { ContractPage, ContractVersionPage } from './contract-page.js';
import { CONTRACTS_MESSAGES } from './contracts.messages.js';
import { ContractsPage } from './contracts-page.js';
import { readContract, readVersion, unknownContract } from './read-contract.js';

const LIST = 'contracts';
const VERSIONS = 'contract-versions';

const idShape = z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/);
const versionShape = z.object({ id: idShape, version: z.string().regex(/^[1-9][0-9]{0,8}$/).transform(Number) }); // prettier-ignore

@Controller('explorer/contracts')
export class ContractsPagesController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  list(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const { cursor } = parseDoor(listShape, query);
      const { shown: contracts, next } = await readRecordPage(this.parts.records, 'contract', LIST, cursor);
      const { names } = await descriptionTools(this.parts, [], locale, contracts);
      const { title } = CONTRACTS_MESSAGES[locale];
      return { section: 'contracts', title, content: h(ContractsPage, { locale, names, contracts, cursor, next }) };
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
      const view = await readContract(this.parts, parseDoor(idShape, id), readNumberCursor(VERSIONS, cursor));
      const tools = await descriptionTools(this.parts, view.entries, locale, [view.contract, view.versions]);
      const title = view.contract.title[locale];
      return { section: 'contracts', title, content: h(ContractPage, { view, tools, list: VERSIONS }) };
    });
  }

  @Get(':id/versions/:version')
  version(@Param() params: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const asked = parseDoor(versionShape, params);
      const version = await readVersion(this.parts, asked.id, asked.version);
      if (version === undefined) throw unknownContract();
      const { contract } = version;
      const tools = await descriptionTools(this.parts, [], locale, [version]);
      const text = this.parts.legalTexts.find(contract.legalTextDigest);
      const title = CONTRACTS_MESSAGES[locale].versionTitle(contract.title[locale], contract.version);
      return { section: 'contracts', title, content: h(ContractVersionPage, { version, text, tools }) };
    });
  }
}
