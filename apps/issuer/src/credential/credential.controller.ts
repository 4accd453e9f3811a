import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { protocolCodes } from '#openid4vci';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import { fetchDeferred } from '../deferred/fetch-deferred.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { RESOURCE_CODES } from '../issuer-errors.js';
import { issueCredentials, type CredentialParts } from './issue-credentials.js';
import { readProtectedRequest } from './read-protected-request.js';

const credentialRequest = z.looseObject({
  credential_configuration_id: z.string().optional(),
  credential_identifier: z.string().optional(),
  proofs: z.record(z.string(), z.array(z.unknown())).optional(),
});
const deferredRequest = z.looseObject({ transaction_id: z.string() });
const issued = z.looseObject({ credentials: z.array(z.looseObject({ credential: z.unknown() })) });
const deferred = z.looseObject({ transaction_id: z.string(), interval: z.int().min(1) });
const inEither = (shape: z.ZodType) => ({ 'application/json': shape, 'application/jwt': z.string() });
const REFUSALS = [
  'unknown_tenant',
  ...RESOURCE_CODES,
  ...protocolCodes('invalid_credential_request', 'invalid_encryption_parameters', 'credential_request_denied'),
];

/**
 * The credential and the deferred credential endpoint, which answer alike. Bodies reach them as a text, so that garbage gets their
 * own error and not the parser's.
 */
@Controller(':tenant')
export class CredentialController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly parts: CredentialParts,
  ) {}

  @Post('credential')
  @HttpCode(200)
  @Operation<string>({
    summary: 'The credential endpoint.',
    body: inEither(credentialRequest),
    answer: inEither(issued),
    furtherAnswers: { 202: inEither(deferred) },
    refusals: [
      ...REFUSALS,
      ...protocolCodes('unknown_credential_configuration', 'unknown_credential_identifier', 'invalid_proof'),
      ...protocolCodes('invalid_nonce'),
    ],
  })
  issue(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#answer(issueCredentials, slug, request, reply);
  }

  @Post('deferred-credential')
  @HttpCode(200)
  @Operation<string>({
    summary: 'The deferred credential endpoint.',
    body: inEither(deferredRequest),
    answer: inEither(issued),
    furtherAnswers: { 202: inEither(deferred) },
    refusals: [...REFUSALS, ...protocolCodes('invalid_transaction_id')],
  })
  fetch(
    @Param('tenant') slug: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#answer(fetchDeferred, slug, request, reply);
  }

  async #answer(
    step: typeof issueCredentials,
    slug: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const tenant = this.tenants.find(slug);
    const asked = await readProtectedRequest(tenant, request, reply, this.parts);
    const { status, mediaType, text } = await step(tenant, asked, this.parts);
    void reply.code(status).type(mediaType);
    return text;
  }
}
