import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal, secondsOf, type Clock } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import { publicEndpoint } from '#service-kit/url';
import { STATUS_LIST_CWT_MEDIA_TYPE, STATUS_LIST_JWT_MEDIA_TYPE } from '#status-list';
import { answerStatusListRequest, HostedTokens, statusListFormat } from '#status-list/server';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { hostedTokenOf, type OwnStatusLists } from './own-status-lists.js';

const listShape = z.string().regex(/^[1-9][0-9]{0,15}$/);
const queryShape = z.object({ time: z.unknown().optional() });

/** The lists of tenants whose issuer is its own host (Token Status List §8, §9); where the cooperative is, there are none here. */
@Controller(':tenant/status-lists')
export class OwnStatusListsController {
  readonly #hosted: HostedTokens;

  constructor(
    private readonly publicUrl: string,
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly ownStatusLists: OwnStatusLists,
    private readonly clock: Clock,
  ) {
    this.#hosted = new HostedTokens(async (place, format) => {
      const [tenantId = '', listId = ''] = place.split('/');
      const found = await ownStatusLists.find(tenantId, listId, format);
      return found && hostedTokenOf(found);
    }, clock);
  }

  @Get()
  @Operation({
    summary: 'Names every status list that the tenant hosts itself.',
    answer: z.strictObject({ status_lists: z.array(z.url()) }),
    refusals: ['unknown_tenant'],
  })
  async aggregation(
    @Param('tenant') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status_lists: string[] }> {
    const tenant = this.tenants.find(slug);
    const listIds = await this.ownStatusLists.listIds(tenant.slug);
    void reply.headers({ 'cache-control': 'public, max-age=60' });
    return { status_lists: listIds.map((id) => publicEndpoint(this.publicUrl, tenant.slug, 'status-lists', id)) };
  }

  @Get(':list')
  @Operation({
    summary: 'A status list token, as JWT or CWT by what the client accepts.',
    path: z.object({ list: listShape }),
    answer: { [STATUS_LIST_JWT_MEDIA_TYPE]: z.string(), [STATUS_LIST_CWT_MEDIA_TYPE]: z.unknown() },
    furtherAnswers: { 304: null },
    refusals: ['unknown_tenant', 'unknown_status_list', 'not_acceptable', 'history_not_kept'],
  })
  async read(
    @Param('tenant') slug: string,
    @Param('list') list: unknown,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tenant = this.tenants.find(slug);
    const asked = { headers: request.headers, time: parseDoor(queryShape, query).time };
    const format = statusListFormat(asked);
    const token = await this.#hosted.read(`${tenant.slug}/${parseDoor(listShape, list)}`, format);
    if (token === undefined) throw refusal('unknown_status_list', 'There is no such status list.');
    const { status, headers, body } = await answerStatusListRequest(asked, token, secondsOf(this.clock));
    await reply.code(status).headers(headers).send(Buffer.from(body));
  }
}
