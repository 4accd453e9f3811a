import { isJsonObject, parseJws, refusal, type JsonLimits } from '#primitives';
import type { ParsedJwtVp } from './w3c-vc.js';

/** A presentation holds a credential that is encoded once more: room for both. */
export const DEFAULT_JWT_VP_LIMITS: JsonLimits = { maxLength: 64 * 1024, maxDepth: 16 };

/**
 * Takes a presentation of one credential as JWT apart (VC Data Model 1.1 §6.3.1, OpenID4VP 1.0 §B.1.3.1) and verifies nothing.
 * @throws `malformed_presentation` where it is none, or of another number of credentials than one; the codes of `parseJws`
 */
export function parseJwtVp(compact: string, limits: JsonLimits = DEFAULT_JWT_VP_LIMITS): ParsedJwtVp {
  const presentation = parseJws(compact, limits);
  const { vp } = presentation.payload;
  if (!isJsonObject(vp) || !Array.isArray(vp.type) || !vp.type.includes('VerifiablePresentation')) {
    throw refusal('malformed_presentation', 'The JWT holds no verifiable presentation.');
  }
  const [credential, ...more] = Array.isArray(vp.verifiableCredential) ? vp.verifiableCredential : [];
  if (typeof credential !== 'string' || more.length > 0) {
    throw refusal('malformed_presentation', 'A presentation holds one credential, as JWT.');
  }
  return { ...presentation, credential: parseJws(credential, limits) };
}
