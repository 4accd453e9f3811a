import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseOAuthParameters } from '#openid4vci';
import { refusal } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { beginAuthorization, type BeginningParts } from './begin-authorization.js';
import { signInCookie, signInUrl } from './sign-in-place.js';

const MALFORMED = 'malformed_authorization_request';

/** The authorization endpoint, by query and by form (RFC 6749 §3.1). */
@Controller(':tenant/authorize')
export class AuthorizeController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: BeginningParts,
  ) {}

  @Get()
  byQuery(@Param('tenant') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const start = request.url.indexOf('?');
    return this.#begin(slug, start < 0 ? '' : request.url.slice(start + 1), reply);
  }

  @Post()
  byForm(@Param('tenant') slug: string, @Body() form: unknown, @Res() reply: FastifyReply): Promise<void> {
    if (typeof form !== 'string') throw refusal(MALFORMED, 'The body must be a form.');
    return this.#begin(slug, form, reply);
  }

  /** 303, so that nothing of a form is sent on (RFC 9700 §4.12). */
  async #begin(slug: string, text: string, reply: FastifyReply): Promise<void> {
    const tenant = this.tenants.find(slug);
    const beginning = await beginAuthorization(tenant, parseOAuthParameters(text, MALFORMED), this.parts);
    if (beginning.to === 'client') {
      void reply.code(303).header('location', beginning.redirectTo).send();
      return;
    }
    const { handle } = beginning;
    const cookie = await signInCookie(tenant, handle, this.parts.keys);
    void reply.code(303).header('set-cookie', cookie).header('location', signInUrl(tenant, handle)).send();
  }
}
