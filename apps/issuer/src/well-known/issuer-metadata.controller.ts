import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Operation } from '#service-kit/openapi';
import type { Tenants } from '#service-kit/tenants';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { IssuerMetadataDocuments } from './issuer-metadata-documents.js';
import { preferredLanguages } from './preferred-languages.js';
import { prefersSigned } from './prefers-signed.js';

/** OpenID4VCI 1.0 §12.2.4. */
const issuerMetadata = z
  .looseObject({
    credential_issuer: z.url(),
    credential_endpoint: z.url(),
    credential_configurations_supported: z.record(z.string(), z.looseObject({ format: z.string() })),
  })
  .meta({ id: 'CredentialIssuerMetadata' });

/** The credential issuer metadata by insertion (OpenID4VCI 1.0 §12.2.2), signed for who asks for it (§12.2.3). */
@Controller('.well-known/openid-credential-issuer')
export class IssuerMetadataController {
  constructor(
    private readonly tenants: Tenants<IssuingTenant>,
    private readonly documents: IssuerMetadataDocuments,
  ) {}

  @Get(':tenant')
  @Operation<string>({
    summary: 'The credential issuer metadata of a tenant, as JSON or signed.',
    answer: { 'application/json': issuerMetadata, 'application/jwt': z.string() },
    furtherAnswers: { 304: null },
    refusals: ['unknown_tenant'],
  })
  async find(
    @Param('tenant') slug: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const tenant = this.tenants.find(slug);
    const languages = preferredLanguages(acceptLanguage);
    const mediaType = prefersSigned(accept) ? 'application/jwt' : 'application/json';
    const { text, etag } = await this.documents.find(tenant, mediaType, languages);
    void reply.headers({
      ...{ 'cache-control': 'public, max-age=300', vary: 'Accept, Accept-Language', etag },
      'content-language': languages.join(', '),
    });
    if (ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
      void reply.code(304);
      return undefined;
    }
    void reply.type(mediaType);
    return text;
  }
}
