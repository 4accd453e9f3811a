import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { makeScreen } from '../customer-screens/make-screen.js';
import { requireVerification } from '../verifications/find-verification.js';
import { sendConsolePage } from './console-page.js';
import type { ConsoleParts } from './console-parts.js';
import { CustomerScreenPage } from './customer-screen-page.js';
import { CUSTOMER_SCREEN_PAGE_MESSAGES } from './customer-screen.messages.js';

const screenForm = z.strictObject({ formToken: z.string().max(64) });

/** `/verifications/{id}/customer-screen`: the address by which a screen that is turned to the person shows the code. */
@Controller('verifications/:id/customer-screen')
export class CustomerScreenPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  /** @param form whose outcome is shown: the address, for as long as the outcome is kept */
  @Get()
  @RequireSession('verifications:write')
  async show(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Query('form') form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { tenants, forms, ending } = this.parts;
    await requireVerification(session.tenantId, id, ending);
    const made = typeof form === 'string' ? await forms.read(session, form) : undefined;
    const url = made?.screenOf === id && typeof made.url === 'string' ? made.url : undefined;
    const locale = localeOf(request);
    const props = { locale, verificationId: id, url, formToken: forms.newToken() };
    const { title } = CUSTOMER_SCREEN_PAGE_MESSAGES[locale];
    const member = tenants.find(session.tenantId);
    sendConsolePage({ request, reply, session, member }, { title, body: () => CustomerScreenPage(props) });
  }

  @Post()
  @RequireSession('verifications:write')
  async make(
    @CurrentSession() session: OperatorSession,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { formToken } = parseDoor(screenForm, parseForm(body));
    const member = this.parts.tenants.find(session.tenantId);
    await this.parts.forms.once(session, formToken, async () => {
      const { url } = await makeScreen(member, id, this.parts.screens);
      return { screenOf: id, url };
    });
    const query = new URLSearchParams({ form: formToken }).toString();
    leadTo(reply, this.parts.publicUrl, `/verifications/${id}/customer-screen?${query}`);
  }
}
