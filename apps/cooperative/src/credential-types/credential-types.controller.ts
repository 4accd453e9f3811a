import { Controller, Get, Header, Param } from '@nestjs/common';
import { typeMetadata, type CredentialType, type TypeMetadata } from '#credential-types';
import { refusal } from '#primitives';

/** SD-JWT VC type metadata of the cooperative's credential types. */
@Controller('api/v1/credential-types')
export class CredentialTypesController {
  readonly #metadata: ReadonlyMap<string, TypeMetadata>;

  constructor(types: readonly CredentialType[]) {
    this.#metadata = new Map(types.map((type) => [type.id, typeMetadata(type)]));
  }

  @Get(':id')
  @Header('cache-control', 'public, max-age=300')
  read(@Param('id') id: string): TypeMetadata {
    const metadata = this.#metadata.get(id);
    if (metadata === undefined) throw refusal('unknown_credential_type', 'There is no such credential type.');
    return metadata;
  }
}
