import { Controller, Get, Header, Param } from '@nestjs/common';
import { typeMetadataDocument, type CredentialType, type TypeMetadataDocument } from '#credential-types';
import { refusal } from '#primitives';

const CACHED = 'public, max-age=300';

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
  list(): { items: readonly ListedType[] } {
    return { items: this.#listed };
  }

  @Get(':name')
  @Header('cache-control', CACHED)
  @Header('content-type', 'application/json')
  read(@Param('name') name: string): string {
    const document = this.#documents.get(name);
    if (document === undefined) throw refusal('unknown_credential_type', 'There is no such credential type.');
    return document.text;
  }
}
