import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LiveState } from '../live-state/live-state.js';
import { parseDoor } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { walletLinks } from '../hosted-pages/wallet-links.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import { cancelVerification } from '../verifications/end-presentations.js';
import { requireVerification } from '../verifications/find-verification.js';
import { narrowView } from '../verifications/narrow-view.js';
import { readCursor, writeCursor } from '../verifications/page-cursor.js';
import { readVerification, summaryOf, type VerificationView } from '../verifications/read-verification.js';
import { CodeElsewhere } from './code-elsewhere.js';
import { sendConsolePage } from './console-page.js';
import type { ConsoleParts } from './console-parts.js';
import { CONSOLE_MESSAGES } from './console.messages.js';
import { ListPage } from './list-page.js';
import { isSettled } from './is-settled.js';
import { isWaiting, ResultPage } from './result-page.js';
import { SHOWN_STATES } from '../presentation-requests/shown-state.js';
import { isMoving, verificationLiveState } from './verification-live-state.js';

const PAGE = 25;
const REFRESH_SECONDS = 10;
/** An empty choice of a form is none. */
const optional = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => undefined), shape]).optional();
const listQuery = z.object({
  contract: optional(z.string().max(64)).catch(undefined),
  state: optional(z.enum(SHOWN_STATES)).catch(undefined),
  cursor: z.string().max(200).optional(),
});

/** `/verifications`: the clerk's list, and one verification with its verdicts. */
@Controller()
export class VerificationPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  start(@Res() reply: FastifyReply): void {
    leadTo(reply, this.parts.publicUrl, '/verifications');
  }

  @Get('verifications')
  @RequireSession('verifications:read')
  async list(
    @CurrentSession() session: OperatorSession,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const member = this.parts.tenants.find(session.tenantId);
    const { contract, state, cursor } = parseDoor(listQuery, query);
    const before = cursor === undefined ? {} : { before: readCursor(cursor) };
    const now = this.parts.reading.clock();
    const filter = { contractId: contract, state, now };
    const found = await this.parts.asking.presentations.list(member.slug, { ...before, limit: PAGE, filter });
    const last = found.length < PAGE ? undefined : found.at(-1);
    const locale = localeOf(request);
    const props = {
      ...{ locale, contracts: this.parts.registry.contractsOf(member.did), chosen: { contract, state } },
      items: found.map((presentation) => summaryOf(presentation, now)),
      older: last && olderThan(last, { contract, state }),
      isFirst: cursor === undefined,
    };
    const title = CONSOLE_MESSAGES[locale].list;
    sendConsolePage({ request, reply, session, member }, { title, section: 'list', body: () => ListPage(props) });
  }

  @Get('verifications/:id')
  @RequireSession('verifications:read')
  async show(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { presentation, view, isSettled } = await this.#read(session, id);
    const member = this.parts.tenants.find(session.tenantId);
    const { labelOf, reading, registry } = this.parts;
    const locale = localeOf(request);
    const moving = isMoving(view);
    const live = { state: `/verifications/${id}/state`, events: `/verifications/${id}/events` };
    const props = {
      ...{ locale, view, labelOf, version: verificationLiveState(view).version },
      secondsLeft: Math.max(0, Math.floor((Date.parse(view.expiresAt) - reading.clock()) / 1000)),
      live: moving ? live : undefined,
      links: walletLinks(member, presentation, this.parts),
      asked: (presentation.notice?.notice.claims ?? []).map((claim) => labelOf(claim, locale)),
      isHosted: presentation.pageId !== null,
      isSettled,
      mayTakeEvidence: session.scopes.includes('evidence:read'),
    };
    const contract = registry.contractsOf(member.did).find((one) => one.id === presentation.contractId);
    const title = (presentation.notice?.notice.contract ?? contract)?.title[locale] ?? presentation.contractId;
    const refreshSeconds = isWaiting(view) ? REFRESH_SECONDS : undefined;
    const showsCode = view.status === 'created' && !props.isHosted;
    const body = () => [ResultPage(props), showsCode ? CodeElsewhere({ locale, verificationId: id }) : null];
    const page = { title, live: moving, refreshSeconds, body };
    sendConsolePage({ request, reply, session, member }, page);
  }

  @Get('verifications/:id/state')
  @RequireSession('verifications:read')
  async state(@CurrentSession() session: OperatorSession, @Param('id') id: string): Promise<LiveState> {
    return verificationLiveState((await this.#read(session, id)).view);
  }

  @Get('verifications/:id/events')
  @RequireSession('verifications:read')
  async events(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#read(session, id);
    this.parts.streams.open(reply, `${session.tenantId} ${session.sessionId}`, lastEventId, async () =>
      verificationLiveState((await this.#read(session, id)).view),
    );
  }

  @Post('verifications/:id/cancellation')
  @RequireSession('verifications:write')
  async cancel(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await cancelVerification(session.tenantId, id, this.parts.ending);
    leadTo(reply, this.parts.publicUrl, `/verifications/${id}`);
  }

  async #read(
    { tenantId, scopes }: OperatorSession,
    id: string,
  ): Promise<{ presentation: Presentation; view: VerificationView; isSettled: boolean }> {
    const { presentation } = await requireVerification(tenantId, id, this.parts.ending);
    const view = await readVerification(presentation, this.parts.reading);
    return { presentation, view: narrowView(view, scopes), isSettled: isSettled(view) };
  }
}

function olderThan(last: Presentation, chosen: { contract: string | undefined; state: string | undefined }): string {
  const query = new URLSearchParams({ cursor: writeCursor(last) });
  for (const [name, value] of Object.entries(chosen)) if (value !== undefined) query.set(name, value);
  return `/verifications?${query.toString()}`;
}
