import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createCredentialOfferLink } from '#openid4vci';
import { isCodedError, refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { localeOf } from '#service-kit/pages';
import { CurrentSession, leadTo, RequireSession, type OperatorSession } from '#service-kit/sessions';
import { publicEndpoint } from '#service-kit/url';
import type { Offer } from '../offers/offers.js';
import { withdrawOffer } from '../offers/withdraw-offer.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { sendConsolePage } from './console-page.js';
import { visitOf, type ConsoleParts } from './console-parts.js';
import { LetterPage } from './letter-page.js';
import { LETTER_MESSAGES } from './letter.messages.js';
import { OfferPage, type OfferLinks } from './offer-page.js';
import { OFFER_MESSAGES } from './offer.messages.js';

/** The form that made the offer; a text that is none reads nothing and is not shown. */
const offerQuery = z.object({ form: z.string().max(64).optional() });
const FORM_TOKEN = /^[\w-]{22}$/;

/** `/offers/{id}`: the link by one way, the transaction code by another. */
@Controller('offers')
export class OffersPagesController {
  constructor(private readonly parts: ConsoleParts) {}

  @Get(':id')
  @RequireSession('offers:write')
  async show(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const { forms, clock, transactionCodeAttempts } = this.parts;
    const offer = await this.#find(session.tenantId, id);
    const formToken = formTokenIn(query);
    const outcome = await forms.read(session, formToken);
    const transactionCode =
      outcome?.id === id && typeof outcome.transactionCode === 'string' ? outcome.transactionCode : undefined;
    const visit = visitOf(this.parts, session, request, reply);
    const record = await this.#recordOf(offer);
    const links = linksOf(visit.tenant, id, this.parts.walletUrl);
    const issuedCount = offer.state === 'open' ? 0 : await this.parts.views.issuedUnder(session.tenantId, id);
    const shown = {
      offer,
      issuedCount,
      record,
      links,
      transactionCode,
      formToken,
      transactionCodeAttempts,
      now: clock(),
    };
    const type = visit.tenant.credentialTypes.find((one) => one.id === offer.credentialTypeId);
    sendConsolePage(visit, {
      title: OFFER_MESSAGES[localeOf(request)].title,
      section: 'customers',
      body: (locale) => OfferPage({ ...shown, locale, typeName: type?.name[locale] ?? offer.credentialTypeId }),
    });
  }

  @Get(':id/letter')
  @RequireSession('offers:write')
  async letter(
    @CurrentSession() session: OperatorSession,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const offer = await this.#find(session.tenantId, id);
    const record = await this.#recordOf(offer);
    // A letter with a link that no longer works would only cost a stamp.
    const usable = offer.state === 'open' && offer.expiresAt > this.parts.clock();
    if (record === undefined || !usable) throw unknown();
    const visit = visitOf(this.parts, session, request, reply);
    const walletLink = linksOf(visit.tenant, id, this.parts.walletUrl).wallet;
    const formToken = formTokenIn(query);
    const offerPath = `/offers/${offer.id}${formToken === undefined ? '' : `?form=${formToken}`}`;
    sendConsolePage(visit, {
      title: LETTER_MESSAGES[localeOf(request)].title,
      section: 'customers',
      body: (locale) => LetterPage({ locale, tenant: visit.tenant, offer, record, walletLink, offerPath }),
    });
  }

  @Post(':id/cancellation')
  @RequireSession('offers:write')
  async cancel(
    @CurrentSession() session: OperatorSession,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await withdrawOffer(session.tenantId, id, this.parts.offers.offers);
    leadTo(reply, this.parts.publicUrl, `/offers/${encodeURIComponent(id)}`);
  }

  async #find(tenantId: string, id: string): Promise<Offer> {
    const offer = await this.parts.offers.offers.find(tenantId, id);
    if (offer === undefined) throw unknown();
    return offer;
  }

  async #recordOf({ tenantId, subjectRecordId }: Offer): Promise<StoredSubjectRecord | undefined> {
    try {
      return await this.parts.records.get(tenantId, subjectRecordId);
    } catch (error) {
      if (isCodedError(error) && error.code === 'unknown_subject_record') return undefined;
      throw error;
    }
  }
}

function formTokenIn(query: unknown): string | undefined {
  const { form } = parseDoor(offerQuery, query);
  return form !== undefined && FORM_TOKEN.test(form) ? form : undefined;
}

function linksOf({ identifier }: IssuingTenant, id: string, walletUrl: string): OfferLinks {
  const reference = publicEndpoint(identifier, 'offers', id);
  const standard = createCredentialOfferLink({ reference });
  // In the fragment: what is behind it, a browser tells nobody, the wallet's server included.
  return { standard, wallet: `${publicEndpoint(walletUrl, 'offer')}#${new URL(standard).search.slice(1)}` };
}

function unknown() {
  return refusal('unknown_offer', 'There is no such offer, or no longer.');
}
