import { Body, Controller, Get, Header, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import type { AuthorizationEnd } from '../authorization/authorizations.js';
import { answerSignIn, goTo, type AnswerParts, type SignInRequest } from '../sign-in/answer-sign-in.js';
import { earlierEnding, endOnce, type EndParts } from '../sign-in/end-sign-in.js';
import { findOwnSignIn, requireOpen, type OpenSignIn, type OwnSignIn } from '../sign-in/open-sign-in.js';
import { refuseForeignPost } from '../sign-in/refuse-foreign-post.js';
import type { SignInVisit } from '../sign-in/send-sign-in-page.js';
import { beginIdentityRequest, type BeginIdentityParts } from './begin-identity-request.js';
import type { IdentityAsker, IdentityAskers } from './identity-asker.js';
import { identityPaths } from './identity-places.js';
import type { IdentityRequest } from './identity-requests.js';
import { identityStageOf, identityVersionOf } from './identity-stage.js';
import { isResponseCode } from './response-code.js';
import { sendIdentityPage } from './send-identity-page.js';

const tokenForm = z.object({ formToken: z.string().max(64).optional() });

export interface IdentityPageParts extends AnswerParts, EndParts, BeginIdentityParts {
  identityAskers: IdentityAskers;
  authorizationEnd: AuthorizationEnd;
}

/** `body`: of a form, which must be our own page's; `shows`: what is over is told, and not gone on from. */
type PageRequest = SignInRequest & { body?: unknown; shows?: true };

/** A request to the page, in the browser of its sign-in. */
interface Visited {
  visit: SignInVisit;
  open: OpenSignIn;
  asker: IdentityAsker;
  asked: IdentityRequest;
}

/** `/{tenant}/sign-in/{id}/identity`: where a citizen who wants a proof of age shows who he is, between sign-in and code. */
@Controller(':tenant/sign-in/:id/identity')
export class IdentityPagesController {
  constructor(private readonly parts: IdentityPageParts) {}

  @Get()
  async show(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer({ slug, id, request, reply, shows: true }, ({ visit, open, asker, asked }) => {
      sendIdentityPage(visit, open, { asker, asked, now: this.parts.clock() });
    });
  }

  /** Asks anew; what was asked before ends. */
  @Post()
  async startAgain(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#answer({ slug, id, request, reply, body }, async ({ visit, open, asked }) => {
      // Also where a wallet answered here and its way back was lost: then nobody has the code any more.
      const isReady = identityStageOf(asked, this.parts.clock()) === 'ready';
      if (!isReady) await beginIdentityRequest(open, asked.subjectRecordId, this.parts);
      goTo(visit.reply, addressOf(visit, open));
    });
  }

  /** By which a wallet on the same device leads back: only this browser, and only with the code, shows that it was its person who answered. */
  @Get('return')
  async return(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Query('response_code') code: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer({ slug, id, request, reply }, async ({ visit, open, asked }) => {
      if (!isResponseCode(typeof code === 'string' ? code : undefined, asked.responseCodeDigest)) {
        goTo(visit.reply, addressOf(visit, open));
        return;
      }
      const returnedAt = this.parts.clock();
      await this.parts.identityRequests.noteReturn(asked.tenantId, asked.id, returnedAt);
      goTo(visit.reply, await this.#leave({ visit, open, asked: { ...asked, returnedAt } }));
    });
  }

  @Post('continuation')
  async goOn(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#answer({ slug, id, request, reply, body }, async (visited) => {
      goTo(visited.visit.reply, await this.#leave(visited));
    });
  }

  /** What the page's script asks. @throws the codes of `findOwnSignIn` and `requireOpen`; `sign_in_unknown` */
  @Get('state')
  @Header('vary', 'Cookie')
  async state(
    @Param('tenant') slug: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<{ version: string }> {
    const tenantId = this.parts.tenants.find(slug).slug;
    const open = await requireOpen(
      await findOwnSignIn({ tenantId, id }, request.headers.cookie, this.parts),
      this.parts,
    );
    return { version: identityVersionOf((await this.#find(open)).asked, this.parts.clock()) };
  }

  async #answer(asked: PageRequest, work: (visited: Visited) => Promise<void> | void): Promise<void> {
    const { body } = asked;
    await answerSignIn(asked, this.parts, async (visit, own: OwnSignIn) => {
      if ('body' in asked) {
        const { formToken } = parseDoor(tokenForm, parseForm(body));
        refuseForeignPost(asked.request, own, formToken, this.parts.publicUrl);
      }
      // A second click, or the way back once more, leads where the first one led.
      const earlier = asked.shows === true ? undefined : earlierEnding(own, this.parts);
      if (earlier !== undefined) return goTo(visit.reply, earlier);
      const open = await requireOpen(own, this.parts);
      await work({ visit, open, ...(await this.#find(open)) });
    });
  }

  async #find({ signIn }: OpenSignIn): Promise<{ asker: IdentityAsker; asked: IdentityRequest }> {
    const { tenantId, identityRequestId } = signIn;
    const asker = this.parts.identityAskers.get(tenantId);
    const asked =
      identityRequestId === null ? undefined : await this.parts.identityRequests.find(tenantId, identityRequestId);
    // Nobody has signed in here, or nothing is asked of him.
    if (asker === undefined || asked === undefined) throw refusal('sign_in_unknown', 'Nothing was asked here.');
    return { asker, asked };
  }

  /** Ends the authorization where ages were shown and, from this device, its browser is back; else nothing changes. */
  async #leave({ visit, open, asked }: Omit<Visited, 'asker'>): Promise<string> {
    if (identityStageOf(asked, this.parts.clock()) !== 'ready') return addressOf(visit, open);
    const { tenantId, authorizationId } = open.signIn;
    const complete = () => this.parts.authorizationEnd.complete(tenantId, authorizationId, asked.subjectRecordId);
    return (await endOnce(open, complete, this.parts)).redirectTo;
  }
}

function addressOf({ publicUrl }: SignInVisit, { signIn }: OpenSignIn): string {
  return `${publicUrl}${identityPaths(signIn).page}`;
}
