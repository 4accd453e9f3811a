import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseOAuthParameters, protocolCodes } from '#openid4vci';
import { refusal } from '#primitives';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import { challengeHeaders } from '../clients/challenge-headers.js';
import { clientRequestOf } from '../clients/client-request.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { pushRequest, type AuthorizationParts, type PushedResponse } from './push-request.js';

/** RFC 9126 §2.1; the library's parser decides. */
const pushedForm = z.looseObject({ response_type: z.string().optional(), client_id: z.string().optional() });

/** The pushed authorization request endpoint (RFC 9126 §2). */
@Controller(':tenant/par')
export class ParController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: AuthorizationParts,
  ) {}

  @Post()
  @HttpCode(201)
  @Operation({
    summary: 'The pushed authorization request endpoint.',
    body: { 'application/x-www-form-urlencoded': pushedForm },
    answer: z.strictObject({ request_uri: z.string(), expires_in: z.int().min(1) }),
    refusals: [
      'unknown_tenant',
      ...protocolCodes('invalid_request', 'invalid_client', 'unauthorized_client', 'use_attestation_challenge'),
      ...protocolCodes('unsupported_response_type', 'invalid_scope', 'invalid_authorization_details'),
      ...protocolCodes('invalid_dpop_proof', 'use_dpop_nonce'),
    ],
  })
  async push(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Body() form: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PushedResponse> {
    const tenant = this.tenants.find(slug);
    void reply.header('dpop-nonce', await this.parts.dpopNonces.create(tenant.slug));
    if (typeof form !== 'string') throw refusal('malformed_authorization_request', 'The body must be a form.');
    const parameters = parseOAuthParameters(form, 'malformed_authorization_request');
    const client = clientRequestOf(parameters, request.headers);
    void reply.headers(await challengeHeaders(tenant, client, this.parts.attestationNonces));
    return pushRequest(tenant, { parameters, client, dpopHeader: request.headers.dpop }, this.parts);
  }
}
