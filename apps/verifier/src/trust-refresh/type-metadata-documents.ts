import { z } from 'zod';
import { integrityOf, readTypeMetadata, typeMetadataDocument, type CredentialType, type KnownTypeMetadata } from '#credential-types'; // prettier-ignore
import { isCodedError, outage, parseJsonObject, refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import type { GuardedFetch } from '#service-kit/fetch';
import { publicEndpoint } from '#service-kit/url';

/** Versions of all types that are kept; the cooperative has far fewer. */
const MAX_DOCUMENTS = 256;
const LIST_LIMITS = { maxLength: 256 * 1024, maxDepth: 8 };

const listedTypes = z.object({
  items: z
    .array(z.object({ vct: z.string().min(1).max(2048), integrity: z.string().min(1).max(200) }))
    .max(MAX_DOCUMENTS),
});

export interface TypeMetadataParts {
  cooperativeUrl: string;
  fetch: GuardedFetch;
  /** Hears of what could not be fetched: codes only. */
  report: (code: string) => void;
}

/**
 * The documents of Type Metadata that this verifier holds: of its own schemas, and by a timer those of the cooperative's
 * registry, so that an issuer may begin with a newer one than ours. None is fetched because somebody presents (SD-JWT VC §7.4),
 * and none that was seen is forgotten while the process lives: credentials name the version of their day.
 */
export class TypeMetadataDocuments {
  readonly #known = new Map<string, KnownTypeMetadata>();

  constructor(
    types: readonly CredentialType[],
    private readonly parts: TypeMetadataParts,
  ) {
    for (const type of types) this.#add(readTypeMetadata(typeMetadataDocument(type).text));
  }

  of(vct: string): readonly KnownTypeMetadata[] {
    return [...this.#known.values()].filter((one) => one.vct === vct);
  }

  /** A cooperative that cannot be reached leaves what is known. */
  async refresh(): Promise<void> {
    try {
      const url = publicEndpoint(this.parts.cooperativeUrl, 'api', 'v1', 'credential-types');
      const { items } = parseDoor(listedTypes, parseJsonObject(await this.#fetch(url), LIST_LIMITS));
      for (const { vct, integrity } of items) {
        if (this.#known.has(integrity) || this.#known.size >= MAX_DOCUMENTS) continue;
        const text = await this.#fetch(`${url}/${encodeURIComponent(vct)}`);
        if (integrityOf(text) !== integrity)
          throw refusal('type_metadata_differs', 'The document is not the listed one.');
        this.#add(readTypeMetadata(text));
      }
    } catch (error) {
      this.parts.report(isCodedError(error) ? error.code : 'unexpected');
    }
  }

  #add(metadata: KnownTypeMetadata): void {
    this.#known.set(metadata.integrity, metadata);
  }

  async #fetch(url: string): Promise<string> {
    const answer = await this.parts.fetch(url, { headers: { accept: 'application/json' } });
    if (answer.status !== 200) throw outage('type_metadata_unavailable', 'The type metadata cannot be fetched.');
    return answer.text();
  }
}
