import { Body, Controller, Get, Headers, HttpCode, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { refusal, secondsOf } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { publicEndpoint } from '#service-kit/url';
import { publishStatusList, type StatusProviderParts } from './publish-status-list.js';

const MEDIA_TYPE = 'application/statuslist+jwt';

const placeShape = z.object({
  issuer: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
  list: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
});

/**
 * The status provider (Token Status List §8): hosts issuers' lists, so that neither the utility nor a passer-by learns which
 * bank checks whom.
 */
@Controller('status-lists/:issuer/:list')
export class StatusListsController {
  constructor(
    private readonly publicUrl: string,
    private readonly parts: StatusProviderParts,
  ) {}

  @Put()
  @HttpCode(204)
  async publish(@Param() place: unknown, @Body() token: unknown, @Headers('content-type') type: string): Promise<void> {
    if (typeof token !== 'string' || !type.startsWith(MEDIA_TYPE)) {
      throw refusal('unsupported_media_type', `The body must be ${MEDIA_TYPE}.`);
    }
    await publishStatusList(this.#uri(place), token, this.parts);
  }

  /** Cached no longer than `iat` + `ttl`, from which the bound on revocation counts (design §5). */
  @Get()
  async read(
    @Param() place: unknown,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.parts.statusLists.find(this.#uri(place));
    if (list === undefined) throw refusal('unknown_status_list', 'There is no such status list.');
    const age = Math.max(0, Math.min(list.ttl, list.issuedAt + list.ttl - secondsOf(this.parts.clock)));
    const tag = `"${list.digest}"`;
    reply.headers({ etag: tag, 'cache-control': `public, max-age=${age}` });
    if (known === tag) await reply.code(304).send();
    else await reply.type(MEDIA_TYPE).send(list.token);
  }

  #uri(place: unknown): string {
    const { issuer, list } = parseDoor(placeShape, place);
    return publicEndpoint(this.publicUrl, 'status-lists', issuer, list);
  }
}
