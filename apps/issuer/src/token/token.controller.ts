import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseOAuthParameters, protocolCodes, tokenResponseShape, type TokenResponse } from '#openid4vci';
import { refusal } from '#primitives';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import { challengeHeaders } from '../clients/challenge-headers.js';
import { clientRequestOf } from '../clients/client-request.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { answerTokenRequest } from './answer-token-request.js';
import type { TokenParts } from './token-parts.js';

/** OpenID4VCI 1.0 §6.1, RFC 6749 §4.1.3 and §6; the library's parser decides. */
const tokenForm = z.looseObject({
  grant_type: z.enum([
    ...(['urn:ietf:params:oauth:grant-type:pre-authorized_code', 'authorization_code', 'refresh_token'] as const),
  ]),
  'pre-authorized_code': z.string().optional(),
  tx_code: z.string().optional(),
  code: z.string().optional(),
  code_verifier: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
});

@Controller(':tenant/token')
export class TokenController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: TokenParts,
  ) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'The token endpoint.',
    body: { 'application/x-www-form-urlencoded': tokenForm },
    answer: tokenResponseShape,
    refusals: [
      'unknown_tenant',
      ...protocolCodes('invalid_request', 'invalid_client', 'unauthorized_client', 'use_attestation_challenge'),
      ...protocolCodes('invalid_grant', 'unsupported_grant_type', 'invalid_scope', 'invalid_authorization_details'),
      ...protocolCodes('invalid_dpop_proof', 'use_dpop_nonce', 'access_denied'),
    ],
  })
  async answer(
    @Param('tenant') slug: string,
    @Req() { headers }: FastifyRequest,
    @Body() form: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const tenant = this.tenants.find(slug);
    void reply.header('dpop-nonce', await this.parts.dpopNonces.shared(tenant.slug));
    if (typeof form !== 'string') throw refusal('malformed_token_request', 'The body must be a form.');
    const parameters = parseOAuthParameters(form, 'malformed_token_request');
    const client = clientRequestOf(parameters, headers);
    void reply.headers(await challengeHeaders(tenant, client, this.parts.attestationNonces));
    return answerTokenRequest(tenant, { parameters, client, dpopHeader: headers.dpop }, this.parts);
  }
}
