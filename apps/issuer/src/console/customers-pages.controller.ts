import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseDoor, parseForm } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { createOffer } from '../offers/create-offer.js';
import { sendConsolePage, type Visit } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { CustomerPage } from './customer-page.js';
import { CUSTOMERS_MESSAGES } from './customers.messages.js';
import { CustomersPage, nameOf } from './customers-page.js';

const PAGE_SIZE = 50;
const listQuery = z.object({ cursor: z.string().max(200).optional(), erased: z.literal('1').optional() });
const customerQuery = z.object({ done: z.string().max(64).optional() });
const searchForm = z.strictObject({ customerNumber: z.string().max(100).default('') });
const offerForm = z.strictObject({ formToken: z.string().optional(), credentialTypeId: z.string().max(64).optional() });

/** `/customers`: whom the tenant supplies, and offering them a proof. */
@Controller('customers')
export class CustomersPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get()
  @RequireSession('records:read')
  async list(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: unknown,
  ): Promise<void> {
    const { cursor, erased } = parseDoor(listQuery, query);
    await this.#sendList(visitOf(this.parts, session, request, reply), { cursor, erased: erased === '1' });
  }

  @Post('search')
  @RequireSession('records:read')
  async search(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const { customerNumber } = parseDoor(searchForm, parseForm(body));
    const [found] = await this.parts.records.searchByCustomerNumber(session.tenantId, customerNumber);
    if (found !== undefined) return leadTo(reply, this.parts.publicUrl, `/customers/${found.id}`);
    await this.#sendList(visitOf(this.parts, session, request, reply), { notFound: customerNumber, erased: false });
  }

  @Get(':id')
  @RequireSession('records:read')
  async show(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const { tenantId, scopes } = session;
    const { views, records, letterCodes, forms, clock } = this.parts;
    const record = await records.get(tenantId, id);
    const outcome = await forms.read(session, parseDoor(customerQuery, query).done);
    const [offers, credentials] = [await views.offers(tenantId, id), await views.credentials(tenantId, id)];
    const notifications = await views.notifications(tenantId, id);
    const visit = visitOf(this.parts, session, request, reply);
    const may = {
      offer: scopes.includes('offers:write'),
      revoke: scopes.includes('credentials:write'),
      erase: scopes.includes('records:write'),
    };
    const { revoked: count, boundSeconds } = outcome ?? {};
    const revoked = typeof count === 'number' ? { count, boundSeconds: Number(boundSeconds) } : undefined;
    const letterCode = visit.tenant.signIn.letterCode ? await letterCodes.letterCodes.find(tenantId, id) : null;
    const newToken = () => forms.newToken();
    const tokens = { formToken: newToken(), letterFormToken: newToken(), pauseFormToken: newToken() };
    const shown = { record, offers, credentials, notifications, letterCode, may, revoked, now: clock(), ...tokens };
    sendConsolePage(visit, {
      title: nameOf(record),
      section: 'customers',
      body: (locale) => CustomerPage({ ...shown, locale, tenant: visit.tenant }),
    });
  }

  /** A second click on the same form leads to the offer that the first one made. */
  @Post(':id/offers')
  @RequireSession('offers:write')
  async offer(
    @CurrentSession() session: OperatorSession,
    @Res() reply: FastifyReply,
    @Param('id') subjectRecordId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { forms, offers, tenants, publicUrl } = this.parts;
    const { formToken, credentialTypeId } = parseDoor(offerForm, parseForm(body));
    const tenant = tenants.find(session.tenantId);
    const { id } = await forms.once(session, formToken, async () => {
      const made = await createOffer(tenant, { subjectRecordId, credentialTypeId }, offers);
      const { id, transactionCode } = made;
      return { id, ...(transactionCode === undefined ? {} : { transactionCode }) };
    });
    leadTo(reply, publicUrl, `/offers/${id}?form=${encodeURIComponent(formToken ?? '')}`);
  }

  async #sendList(
    visit: Visit,
    shown: { cursor?: string | undefined; notFound?: string; erased: boolean },
  ): Promise<void> {
    const { cursor, notFound, erased } = shown;
    const page = await this.parts.records.list(visit.tenant.slug, cursor, PAGE_SIZE);
    sendConsolePage(visit, {
      title: CUSTOMERS_MESSAGES[localeOf(visit.request)].list.title,
      section: 'customers',
      path: cursor === undefined ? '/customers' : `/customers?cursor=${encodeURIComponent(cursor)}`,
      status: notFound === undefined ? 200 : 404,
      body: (locale) => CustomersPage({ locale, page, within: cursor !== undefined, notFound, erased }),
    });
  }
}
