import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseOAuthParameters } from '#openid4vci';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { beginAuthorization, type BeginningParts } from './begin-authorization.js';
import type { Authorization } from './authorizations.js';

const MALFORMED = 'malformed_authorization_request';

/**
 * Begins the sign-in of an authorization in the browser that has come.
 * @returns where it goes next, and the cookie by which it is known there, where it needs one
 */
export type LeadToSignIn = (
  authorization: Pick<Authorization, 'tenantId' | 'id'>,
  cookieHeader: string | undefined,
) => Promise<{ location: string; setCookie: string | undefined }>;

/** The authorization endpoint, by query and by form (RFC 6749 §3.1). */
@Controller(':tenant/authorize')
export class AuthorizeController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: BeginningParts,
    private readonly leadToSignIn: LeadToSignIn,
  ) {}

  @Get()
  byQuery(@Param('tenant') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const start = request.url.indexOf('?');
    return this.#begin({ slug, text: start < 0 ? '' : request.url.slice(start + 1) }, request, reply);
  }

  @Post()
  byForm(
    @Param('tenant') slug: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (typeof form !== 'string') throw refusal(MALFORMED, 'The body must be a form.');
    return this.#begin({ slug, text: form }, request, reply);
  }

  /** 303, so that nothing of a form is sent on (RFC 9700 §4.12). */
  async #begin(
    { slug, text }: { slug: string; text: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const tenant = this.tenants.find(slug);
    const beginning = await beginAuthorization(tenant, parseOAuthParameters(text, MALFORMED), this.parts);
    if (beginning.to === 'client') {
      void reply.code(303).header('location', beginning.redirectTo).send();
      return;
    }
    const place = { tenantId: tenant.slug, id: beginning.authorizationId };
    const { location, setCookie } = await this.leadToSignIn(place, request.headers.cookie);
    if (setCookie !== undefined) void reply.header('set-cookie', setCookie);
    void reply.code(303).header('location', location).send();
  }
}
