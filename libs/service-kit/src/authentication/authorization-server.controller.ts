import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor, parseForm } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { AccessTokens, type TokenAnswer } from './access-tokens.js';
import { AuthorizationServer } from './authorization-server.js';
import { CLIENT_ASSERTION_ALGORITHMS, CLIENT_ASSERTION_TYPE } from './verify-client-assertion.js';

const tokenForm = z.object({
  grant_type: z.string().max(100),
  client_assertion_type: z.literal(CLIENT_ASSERTION_TYPE),
  client_assertion: z.string().max(8_192),
  client_id: z.string().max(100).optional(),
  scope: z.string().max(1_000).optional(),
});
const tokenAnswer = z.strictObject({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string(),
});
const metadataShape = z.strictObject({
  issuer: z.url(),
  token_endpoint: z.url(),
  grant_types_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  token_endpoint_auth_signing_alg_values_supported: z.array(z.string()),
  scopes_supported: z.array(z.string()),
});

/** Where machines get access tokens for the management API (RFC 6749 §4.4), and what this place says of itself (RFC 8414). */
@Controller()
export class AuthorizationServerController {
  constructor(
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(AuthorizationServer) private readonly server: AuthorizationServer,
  ) {}

  @Post('api/oauth/token')
  @HttpCode(200)
  @Operation({
    summary: 'Gives a machine that proves with its key who it is an access token for ten minutes.',
    body: { 'application/x-www-form-urlencoded': tokenForm },
    answer: tokenAnswer,
    refusals: ['unsupported_grant_type', 'invalid_client_assertion', 'scope_not_granted'],
  })
  async token(@Body() body: unknown): Promise<TokenAnswer> {
    const form = parseDoor(tokenForm, parseForm(body));
    const { grant_type: grantType, client_assertion: assertion, client_id: clientId, scope } = form;
    if (grantType !== 'client_credentials') {
      throw refusal('unsupported_grant_type', 'The one grant here is client_credentials.');
    }
    return this.tokens.grant(assertion, { clientId, scope });
  }

  /** RFC 8414 §3.1: the issuer has a path, so the well-known part stands before it. */
  @Get('.well-known/oauth-authorization-server/api/oauth')
  @Operation({ summary: 'Metadata of the authorization server for machines.', answer: metadataShape })
  metadata(): z.output<typeof metadataShape> {
    const { issuer, tokenEndpoint, scopes } = this.server;
    return {
      issuer,
      token_endpoint: tokenEndpoint,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: [...CLIENT_ASSERTION_ALGORITHMS],
      scopes_supported: [...scopes],
    };
  }
}
