import { z } from 'zod';
import { parseJsonObject, refusal } from '#primitives';
import { integrityOf } from './type-metadata.js';

const LIMITS = { maxLength: 256 * 1024, maxDepth: 16 };
const MAX_CLAIMS = 500;

/** SD-JWT VC §4.2, §4.6: what is processed of it; members that are not understood are ignored. */
const shape = z.looseObject({
  vct: z.string().min(1).max(2048),
  extends: z.never().optional(),
  claims: z
    .array(
      z.looseObject({
        path: z
          .array(z.union([z.string(), z.int().min(0), z.null()]))
          .min(1)
          .max(16),
        mandatory: z.boolean().optional(),
        sd: z.enum(['always', 'allowed', 'never']).optional(),
      }),
    )
    .max(MAX_CLAIMS)
    .optional(),
});

/** Type Metadata that a verifier holds. */
export interface KnownTypeMetadata {
  vct: string;
  /** Computed here, over the document's octets. */
  integrity: string;
  /** The document as it came. */
  text: string;
  claims: { path: (string | number | null)[]; sd: 'always' | 'allowed' | 'never' }[];
}

/**
 * Reads a document of Type Metadata. One that extends another type is refused: it would have to be processed whole (SD-JWT VC
 * §4.8), and no type of the cooperative does.
 * @throws `malformed_type_metadata`, the JSON codes
 */
export function readTypeMetadata(text: string): KnownTypeMetadata {
  const parsed = shape.safeParse(parseJsonObject(text, LIMITS));
  if (!parsed.success) {
    const privateDetail = z.prettifyError(parsed.error).slice(0, 1000);
    throw refusal('malformed_type_metadata', 'The type metadata is not well formed.', { privateDetail });
  }
  const { vct, claims = [] } = parsed.data;
  return {
    vct,
    integrity: integrityOf(text),
    text,
    claims: claims.map(({ path, sd = 'allowed' }) => ({ path, sd })),
  };
}
