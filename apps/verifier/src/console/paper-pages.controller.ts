import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { requireVerification } from '../verifications/find-verification.js';
import { hasPaperPath, notePaperPath } from '../verifications/note-paper-path.js';
import { narrowView } from '../verifications/narrow-view.js';
import { readVerification } from '../verifications/read-verification.js';
import { acceptedPapers } from './accepted-papers.js';
import { sendConsolePage } from './console-page.js';
import type { ConsoleParts } from './console-parts.js';
import { PaperPage } from './paper-page.js';
import { PAPER_MESSAGES } from './paper.messages.js';

/** Nothing is typed: what stands in a paper is nobody's business here. */
const paperForm = z.strictObject({ formToken: z.string().max(64) });

/** `/verifications/{id}/paper`: what is not confirmed can be shown on paper instead. */
@Controller('verifications/:id/paper')
export class PaperPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  /** What has no such way leads back to its result. */
  @Get()
  @RequireSession('verifications:read')
  async show(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { tenants, registry, asking, labelOf, forms, publicUrl } = this.parts;
    const { presentation } = await requireVerification(session.tenantId, id, this.parts.ending);
    const view = narrowView(await readVerification(presentation, this.parts.reading), session.scopes);
    if (!hasPaperPath(view)) return leadTo(reply, publicUrl, `/verifications/${id}`);
    const member = tenants.find(session.tenantId);
    const contract = registry.contractsOf(member.did).find((one) => one.id === presentation.contractId);
    const policy = presentation.policyId === null ? undefined : asking.policies.find(presentation.policyId);
    const locale = localeOf(request);
    const claims = (presentation.notice?.notice ?? contract)?.claims ?? [];
    const props = {
      ...{ locale, view, papers: acceptedPapers({ claims, contract, policy }, locale, labelOf) },
      ...{ formToken: forms.newToken(), mayNote: session.scopes.includes('verifications:write') },
    };
    const { title } = PAPER_MESSAGES[locale];
    sendConsolePage({ request, reply, session, member }, { title, body: () => PaperPage(props) });
  }

  /** A double click notes it once, and so does a second page of the same. */
  @Post()
  @RequireSession('verifications:write')
  async note(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { formToken } = parseDoor(paperForm, parseForm(body));
    await this.parts.forms.once(session, formToken, async () => {
      await notePaperPath(session.tenantId, id, this.parts.ending);
      return { id };
    });
    leadTo(reply, this.parts.publicUrl, `/verifications/${id}`);
  }
}
