import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isJsonObject, parseJson } from '#primitives';
import { parseForm } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import { answerByProvider, sendProviderAnswer, type ProviderAnswer } from './answer-by-provider.js';
import type { OpenidProvider, OpenidProviders } from './openid-providers.js';
import { PROVIDER_OPERATIONS } from './provider-operations.js';
import { pageOfAnswer } from './provider-page-reason.js';
import { sendProviderPage } from './send-provider-page.js';

const DISCOVERY = '/.well-known/openid-configuration';
/** What a discovery document may be kept for: keys change by the month, and the next is told a month before. */
const CACHED = 'public, max-age=300';

/** `{publicUrl}/{tenant}/oidc`: a tenant as OpenID provider, for relying parties that know OpenID Connect and nothing else. */
@Controller('')
export class OpenidProviderController {
  constructor(
    private readonly tenants: Tenants<AskingMember>,
    private readonly providers: OpenidProviders,
  ) {}

  /** OpenID Connect Discovery 1.0 §4. */
  @Get(':tenant/oidc/.well-known/openid-configuration')
  @Operation<unknown>(PROVIDER_OPERATIONS.discovery)
  discovery(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#metadata(tenant, request, reply);
  }

  /** RFC 8414 §3.1: between host and path. */
  @Get('.well-known/oauth-authorization-server/:tenant/oidc')
  @Operation<unknown>(PROVIDER_OPERATIONS.serverMetadata)
  serverMetadata(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#metadata(tenant, request, reply);
  }

  @Get(':tenant/oidc/jwks')
  @Operation<unknown>(PROVIDER_OPERATIONS.jwks)
  async jwks(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    void reply.header('cache-control', CACHED);
    await this.#answer(tenant, '/jwks', request, reply);
  }

  /** RFC 9126 §2. */
  @Post(':tenant/oidc/par')
  @Operation<unknown>(PROVIDER_OPERATIONS.push)
  push(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(tenant, '/par', request, reply);
  }

  @Post(':tenant/oidc/token')
  @HttpCode(200)
  @Operation<unknown>(PROVIDER_OPERATIONS.token)
  token(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(tenant, '/token', request, reply);
  }

  @Get(':tenant/oidc/userinfo')
  @Operation<unknown>(PROVIDER_OPERATIONS.userinfo)
  userinfo(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(tenant, '/userinfo', request, reply);
  }

  /** OpenID Connect Core §5.3.1: by either method. */
  @Post(':tenant/oidc/userinfo')
  @HttpCode(200)
  @Operation<unknown>(PROVIDER_OPERATIONS.postUserinfo)
  postUserinfo(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#answer(tenant, '/userinfo', request, reply);
  }

  @Get(':tenant/oidc/authorize')
  authorize(@Param('tenant') tenant: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#lead(tenant, '/authorize', request, reply);
  }

  /** OpenID Connect Core §3.1.2.1: by either method. */
  @Post(':tenant/oidc/authorize')
  authorizeByForm(
    @Param('tenant') tenant: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.#lead(tenant, '/authorize', request, reply, new URLSearchParams(parseForm(body)));
  }

  /** Back from the interaction, into the library. */
  @Get(':tenant/oidc/authorize/:uid')
  resume(
    @Param('tenant') tenant: string,
    @Param('uid') uid: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.#lead(tenant, `/authorize/${encodeURIComponent(uid)}`, request, reply);
  }

  async #answer(tenant: string, path: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { provider } = await this.providers.of(this.tenants.find(tenant));
    sendProviderAnswer(reply, await answerByProvider(provider, request, path));
  }

  async #metadata(tenant: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { provider } = await this.providers.of(this.tenants.find(tenant));
    const { status, body } = await answerByProvider(provider, request, DISCOVERY);
    const told = parseJson(body);
    // The library names every mode that it knows; our clients have one.
    const document = isJsonObject(told) ? { ...told, response_modes_supported: ['query'] } : {};
    void reply.code(status).header('cache-control', CACHED).type('application/json').send(JSON.stringify(document));
  }

  /** A person's browser: what keeps it here is a page. */
  async #lead(
    tenant: string,
    path: string,
    request: FastifyRequest,
    reply: FastifyReply,
    form?: URLSearchParams,
  ): Promise<void> {
    const member = this.tenants.find(tenant);
    const known = await this.providers.of(member);
    const parameters = form ?? new URLSearchParams(request.url.split('?')[1] ?? '');
    const answer = asksOtherMode(parameters)
      ? OTHER_MODE
      : await answerByProvider(known.provider, request, path, form?.toString());
    const page = pageOfAnswer(answer);
    if (page === undefined) return sendProviderAnswer(reply, answer);
    const redirectUri = page.reason === 'client' ? undefined : redirectUriOf(known, parameters);
    sendProviderPage(request, reply, member, { ...page, redirectUri });
  }
}

/** The library would tell an error in the mode that it refuses, by a page of its own with a script in it. */
const OTHER_MODE: ProviderAnswer = { status: 400, headers: {}, body: JSON.stringify({ error: 'invalid_request' }) };

function asksOtherMode(parameters: URLSearchParams): boolean {
  return parameters.getAll('response_mode').some((mode) => mode !== 'query');
}

/** By the client that the request names, whatever address it names with it. */
function redirectUriOf({ relyingParties }: OpenidProvider, parameters: URLSearchParams): string | undefined {
  const clientId = parameters.get('client_id');
  return relyingParties.find((party) => party.clientId === clientId)?.redirectUris[0];
}
