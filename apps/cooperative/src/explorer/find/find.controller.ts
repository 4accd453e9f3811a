import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { parseDoor } from '#service-kit/door';
import { descriptionTools } from '../decisions/description-tools.js';
import { answerPage } from '../page/answer-page.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { FindPage } from './find-page.js';
import { FIND_MESSAGES } from './find.messages.js';
import { readDigest } from './read-digest.js';
import { resolveDigest } from './resolve-digest.js';

/** A file may be found by its own digest, or together with another one by theirs. */
const MAX_DIGESTS = 4;
const enteredShape = z.string().max(256);
const findShape = z.object({
  digest: z.union([enteredShape.transform((one) => [one]), z.array(enteredShape).max(MAX_DIGESTS)]).default([]),
});

@Controller('explorer/find')
export class FindController {
  constructor(private readonly parts: ExplorerParts) {}

  @Get()
  find(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerPage(this.parts, request, reply, async (locale) => {
      const entered = parseDoor(findShape, query).digest.filter((text) => text.trim() !== '');
      const digests = entered.map(readDigest);
      const isMalformed = digests.includes(undefined);
      const read = [...new Set(digests.filter((digest) => digest !== undefined))];
      const resolved = isMalformed ? [] : await Promise.all(read.map((digest) => resolveDigest(this.parts, digest)));
      const entries = resolved.flatMap(({ itself, entries: named }) => (itself ? [itself, ...named] : named));
      const tools = await descriptionTools(this.parts, entries, locale);
      const content = h(FindPage, { tools, entered: shownAgain(entered[0]), isMalformed, resolved });
      const { title } = FIND_MESSAGES[locale];
      const scripts = ['cooperative/find.js'];
      return { section: 'find', title, content, scripts, status: isMalformed ? 400 : 200 };
    });
  }
}

/** A digest with a slip is mended in its place; what looks like nothing of the kind is not repeated. */
function shownAgain(entered: string | undefined): string {
  const text = entered?.trim() ?? '';
  return /^[\w+/=:-]{20,128}$/.test(text) ? text : '';
}
