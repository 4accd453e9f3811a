import { Controller, Get, Header, Param } from '@nestjs/common';
import { z } from 'zod';
import { typeMetadataDocument, type CredentialType, type TypeMetadataDocument } from '#credential-types';
import { refusal } from '#primitives';

import { Operation } from '#service-kit/openapi';

const CACHED = 'public, max-age=300';

const listedTypes = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), vct: z.string(), integrity: z.string() })).readonly(),
});

/** What the list says of a type: enough to find its document and to know whether one has it already. */
export interface ListedType {
  id: string;
  vct: string;
  integrity: string;
}

/**
 * The registry of SD-JWT VC Type Metadata (SD-JWT VC §4.3.2), since our types have URNs for names. A document is served as the
 * octets that `vct#integrity` covers, for its `vct` or the type's own short name.
 */
@Controller('api/v1/credential-types')
export class CredentialTypesController {
  readonly #listed: readonly ListedType[];
  readonly #documents: ReadonlyMap<string, TypeMetadataDocument>;

  constructor(types: readonly CredentialType[]) {
    const documents = types.map((type) => [type.id, typeMetadataDocument(type)] as const);
    this.#listed = documents.map(([id, { vct, integrity }]) => ({ id, vct, integrity }));
    this.#documents = new Map([...documents, ...documents.map(([, document]) => [document.vct, document] as const)]);
  }

  @Get()
  @Header('cache-control', CACHED)
  @Operation({ summary: 'Lists the types of credentials.', answer: listedTypes })
  list(): { items: readonly ListedType[] } {
    return { items: this.#listed };
  }

  @Get(':name')
  @Header('cache-control', CACHED)
  @Header('content-type', 'application/json')
  @Operation<string>({
    summary: 'SD-JWT VC Type Metadata, for a `vct` or a type’s own short name.',
    answer: { 'application/json': z.looseObject({ vct: z.string() }).meta({ id: 'TypeMetadata' }) },
    refusals: ['unknown_credential_type'],
  })
  read(@Param('name') name: string): string {
    const document = this.#documents.get(name);
    if (document === undefined) throw refusal('unknown_credential_type', 'There is no such credential type.');
    return document.text;
  }
}
