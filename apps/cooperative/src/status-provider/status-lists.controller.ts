import { Body, Controller, Get, Headers, HttpCode, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal, secondsOf } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { publicEndpoint } from '#service-kit/url';
import { STATUS_LIST_CWT_MEDIA_TYPE, STATUS_LIST_JWT_MEDIA_TYPE } from '#status-list';
import { answerStatusListRequest, statusListFormat } from '#status-list/server';
import { publishStatusList, type StatusProviderParts } from './publish-status-list.js';

const issuerShape = z.object({ issuer: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/) });
const placeShape = issuerShape.extend({ list: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/) });
const queryShape = z.object({ time: z.unknown().optional() });

const STATUS_LIST = { [STATUS_LIST_JWT_MEDIA_TYPE]: z.string(), [STATUS_LIST_CWT_MEDIA_TYPE]: z.unknown() };

/** Of a token that is none (`parseStatusListToken`, JWS and CBOR). */
const PARSE_CODES = [
  ...['malformed_jws', 'malformed_base64url', 'malformed_utf8', 'json_not_an_object', 'malformed_cose_sign1'],
  ...['malformed_cbor', 'cbor_duplicate_key', 'cbor_key_unsupported', 'cbor_too_deep', 'cbor_too_large'],
  ...['cbor_too_many_items', 'status_list_corrupt', 'status_list_too_large'],
];

/**
 * The status provider (Token Status List §8): hosts issuers' lists, so that neither the utility nor a passer-by learns which
 * bank checks whom.
 */
@Controller('status-lists/:issuer')
export class StatusListsController {
  constructor(
    private readonly publicUrl: string,
    private readonly parts: StatusProviderParts,
  ) {}

  /** Every list of an issuer (§9.3), so that all of them can be fetched before anybody presents anything. */
  @Get()
  @Operation({
    summary: 'Names every status list of an issuer.',
    path: issuerShape,
    answer: z.strictObject({ status_lists: z.array(z.url()) }),
  })
  async aggregation(
    @Param() place: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status_lists: string[] }> {
    const { issuer } = parseDoor(issuerShape, place);
    const prefix = `${publicEndpoint(this.publicUrl, 'status-lists', issuer)}/`;
    void reply.headers({ 'cache-control': 'public, max-age=60' });
    return { status_lists: await this.parts.statusLists.under(prefix) };
  }

  @Put(':list')
  @HttpCode(204)
  @Operation({
    summary: 'Takes a status list token that its issuer has signed.',
    path: placeShape,
    body: STATUS_LIST,
    refusals: [
      ...['malformed_status_list', 'status_list_wrong_type', 'status_list_subject', 'status_list_time'],
      ...PARSE_CODES,
      ...['status_list_untrusted', 'status_list_signature', 'status_list_outdated', 'too_many_status_lists'],
    ],
  })
  async publish(@Param() place: unknown, @Body() token: unknown, @Headers('content-type') type: string): Promise<void> {
    const isJwt = typeof token === 'string' && type.startsWith(STATUS_LIST_JWT_MEDIA_TYPE);
    const isCwt = token instanceof Uint8Array && type.startsWith(STATUS_LIST_CWT_MEDIA_TYPE);
    if (!isJwt && !isCwt) {
      const types = `${STATUS_LIST_JWT_MEDIA_TYPE} or ${STATUS_LIST_CWT_MEDIA_TYPE}`;
      throw refusal('unsupported_media_type', `The body must be ${types}.`);
    }
    await publishStatusList(this.#uri(place), token, this.parts);
  }

  @Get(':list')
  @Operation({
    summary: 'A status list token, as JWT or CWT by what the client accepts.',
    path: placeShape,
    answer: STATUS_LIST,
    furtherAnswers: { 304: null },
    refusals: ['unknown_status_list', 'not_acceptable', 'history_not_kept'],
  })
  async read(
    @Param() place: unknown,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = { headers: request.headers, time: parseDoor(queryShape, query).time };
    const token = await this.parts.hosted.read(this.#uri(place), statusListFormat(asked));
    if (token === undefined) throw refusal('unknown_status_list', 'There is no such status list.');
    const { status, headers, body } = await answerStatusListRequest(asked, token, secondsOf(this.parts.clock));
    await reply.code(status).headers(headers).send(Buffer.from(body));
  }

  #uri(place: unknown): string {
    const { issuer, list } = parseDoor(placeShape, place);
    return publicEndpoint(this.publicUrl, 'status-lists', issuer, list);
  }
}
