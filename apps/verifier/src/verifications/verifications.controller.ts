import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentCaller, RequireScope, type Caller } from '#service-kit/authentication';
import { parseDoor } from '#service-kit/door';
import {
  CurrentIdempotencyKey,
  IDEMPOTENCY_REFUSALS,
  idempotencyHeaders,
  type IdempotencyKey,
  type IdempotentRequests,
} from '#service-kit/idempotency';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import { redeemResult } from '../hosted-pages/redeem-result.js';
import type { LiveStreams } from '../live-state/live-streams.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { ASKING_OUTAGES, ASKING_REFUSALS, DCQL_REFUSALS } from '../presentation-requests/asking-codes.js';
import { prepareVerification, type CreatedVerification } from './prepare-verification.js';
import { cancelVerification, redactVerification } from './end-presentations.js';
import { entityTagOf, isKnownTag } from './entity-tag.js';
import { listVerificationsShape } from './list-verifications-shape.js';
import { listVerifications, type VerificationList } from './list-verifications.js';
import { redeemResultShape } from './redeem-result-shape.js';
import { verificationAsked, verificationPage, verificationShape } from './verification-shapes.js';
import { viewVerification, type ShownVerification } from './view-verification.js';
import { wantedShape } from './wanted-shape.js';

const POLL_SECONDS = '2';
const MOVING: readonly string[] = ['created', 'opened', 'presented'];

/** `/api/v1/verifications`: the tenant asks, reads the answer, cancels and redacts. */
@Controller('api/v1/verifications')
export class VerificationsController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly parts: HostedPageParts,
    private readonly streams: LiveStreams,
    private readonly requests: IdempotentRequests,
  ) {}

  @Post()
  @HttpCode(201)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Asks for a presentation under a contract, by a link or on a page of the verifier.',
    headers: idempotencyHeaders,
    body: wantedShape,
    answer: verificationAsked,
    refusals: [...IDEMPOTENCY_REFUSALS, ...ASKING_REFUSALS, ...DCQL_REFUSALS, 'return_url_not_allowed'],
    outages: ASKING_OUTAGES,
  })
  async ask(
    @CurrentCaller() caller: Caller,
    @CurrentIdempotencyKey() key: IdempotencyKey | undefined,
    @Body() body: unknown,
  ): Promise<CreatedVerification> {
    const wanted = parseDoor(wantedShape, body);
    const member = this.tenants.find(caller.tenantId);
    return this.requests.once(key, () => prepareVerification(member, wanted, this.parts));
  }

  @Get()
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Lists verifications, the newest first.',
    query: listVerificationsShape,
    answer: verificationPage,
    refusals: ['malformed_cursor'],
  })
  async list(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<VerificationList> {
    return listVerifications(caller.tenantId, parseDoor(listVerificationsShape, query), this.parts);
  }

  /** With an entity tag, and how soon to ask again while it may change. */
  @Get(':id')
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Reads a verification: its status, how it came to it and, once decided, verdicts and answer.',
    headers: z.object({ 'if-none-match': z.string().optional().describe('Entity tags that are known.') }),
    answer: verificationShape,
    furtherAnswers: { 304: null },
    refusals: ['unknown_verification'],
  })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownVerification | undefined> {
    const view = await viewVerification(caller, id, this.parts);
    const json = JSON.stringify(view);
    const tag = entityTagOf(json);
    void reply.headers({ etag: `"${tag}"`, 'cache-control': 'private, no-cache', ...pollingHeaders(view) });
    if (!isKnownTag(tag, ifNoneMatch)) {
      // What the tag was made of is what is sent: most of a reading's time would go into writing it twice.
      void reply.type('application/json; charset=utf-8').serializer(() => json);
      return view;
    }
    void reply.code(304);
    return undefined;
  }

  /** The same states as {@link read} gives, each when it comes; read from the database, whichever instance changed it. */
  @Get(':id/events')
  @RequireScope('verifications:read')
  @Operation<void>({
    summary:
      'Follows a verification by server-sent events: each has the body of a reading, and its entity tag as identifier.',
    headers: z.object({ 'last-event-id': z.string().optional().describe('The state that is known.') }),
    answer: { 'text/event-stream': z.string() },
    refusals: ['unknown_verification'],
    outages: ['too_many_streams'],
  })
  async events(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = async () => {
      const view = await viewVerification(caller, id, this.parts);
      return { version: entityTagOf(JSON.stringify(view)), view };
    };
    await read();
    const { tenantId, keyId } = caller;
    this.streams.open(reply, `api ${tenantId} ${keyId} ${id}`, lastEventId, read, ({ view }) => view);
  }

  /** Only what a hosted page asked has a response code. */
  @Post(':id/result')
  @HttpCode(200)
  @RequireScope('verifications:read')
  @Operation({
    summary: 'Exchanges the code with which the browser came back for the result, once.',
    body: redeemResultShape,
    answer: verificationShape,
    refusals: ['unknown_verification', 'invalid_response_code'],
  })
  async result(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ShownVerification> {
    const { responseCode } = parseDoor(redeemResultShape, body);
    await redeemResult(caller.tenantId, id, responseCode, this.parts);
    return viewVerification(caller, id, this.parts);
  }

  @Post(':id/cancellation')
  @HttpCode(204)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Cancels a verification that is not answered yet.',
    headers: idempotencyHeaders,
    refusals: [...IDEMPOTENCY_REFUSALS, 'unknown_verification', 'not_cancellable'],
  })
  async cancel(
    @CurrentCaller() caller: Caller,
    @CurrentIdempotencyKey() key: IdempotencyKey | undefined,
    @Param('id') id: string,
  ): Promise<void> {
    await this.requests.once(key, async () => () => cancelVerification(caller.tenantId, id, this.parts));
  }

  @Post(':id/redaction')
  @HttpCode(204)
  @RequireScope('verifications:write')
  @Operation({
    summary: 'Destroys what was shown; the signed record of the verdicts stays.',
    headers: idempotencyHeaders,
    refusals: [...IDEMPOTENCY_REFUSALS, 'unknown_verification', 'not_redactable'],
  })
  async redact(
    @CurrentCaller() caller: Caller,
    @CurrentIdempotencyKey() key: IdempotencyKey | undefined,
    @Param('id') id: string,
  ): Promise<void> {
    await this.requests.repeatably(key, () => redactVerification(caller.tenantId, id, this.parts));
  }
}

/** What may still change is worth asking for again (RFC 9110 §10.2.3). */
function pollingHeaders({ status }: ShownVerification): Readonly<Record<string, string>> {
  return MOVING.includes(status) ? { 'retry-after': POLL_SECONDS } : {};
}
