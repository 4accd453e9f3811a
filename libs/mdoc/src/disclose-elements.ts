import { equalBytes, refusal, sha256, type JsonValue } from '#primitives';
import { jsonFromCbor } from './json-from-cbor.js';
import type { DisclosedElements, ParsedIssuerSigned } from './mdoc.js';

/**
 * Finds the digest of every element that is shown under the issuer's signature (ISO/IEC 18013-5 §9.3.1 step 3).
 * @throws `unsupported_digest_algorithm`, `digest_missing`, `digest_differs`, `element_repeated`,
 *   `element_value_unsupported`
 */
export function discloseElements({ mso, items }: Pick<ParsedIssuerSigned, 'mso' | 'items'>): DisclosedElements {
  if (mso.digestAlgorithm !== 'SHA-256') {
    throw refusal('unsupported_digest_algorithm', 'The elements must be digested with SHA-256.');
  }
  const byNamespace = new Map<string, Map<string, JsonValue>>();
  const seen = new Set<string>();
  const disclosedPaths: string[][] = [];
  for (const { namespace, digestId, elementIdentifier, elementValue, encoded } of items) {
    const digest = mso.valueDigests.get(namespace)?.get(digestId);
    if (digest === undefined) throw refusal('digest_missing', 'An element has no digest under the signature.');
    if (!equalBytes(digest, sha256(encoded))) throw refusal('digest_differs', 'An element is not the signed one.');
    const elements = byNamespace.get(namespace) ?? new Map<string, JsonValue>();
    const place = JSON.stringify([namespace, digestId]);
    if (elements.has(elementIdentifier) || seen.has(place)) {
      throw refusal('element_repeated', 'An element or its digest is given twice.');
    }
    seen.add(place);
    byNamespace.set(namespace, elements.set(elementIdentifier, jsonFromCbor(elementValue)));
    disclosedPaths.push([namespace, elementIdentifier]);
  }
  const claims = Object.fromEntries([...byNamespace].map(([namespace, held]) => [namespace, Object.fromEntries(held)]));
  return { claims, disclosedPaths };
}
