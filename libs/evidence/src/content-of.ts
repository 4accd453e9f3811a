import { refusal } from '#primitives';
import type { EvidenceFacts } from './evidence-check.js';
import type { TrustInputKind } from './trust-manifest.js';

/** @throws `trust_input_kind` where the manifest names an input of another kind in this place */
export function contentOf(
  { byDigest }: EvidenceFacts['inputs'],
  digest: string,
  ...kinds: readonly [TrustInputKind, ...TrustInputKind[]]
): string {
  const input = byDigest.get(digest);
  if (input !== undefined && kinds.includes(input.kind)) return input.content;
  throw refusal('trust_input_kind', 'An input of the decision is of another kind.');
}
