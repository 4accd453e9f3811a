import type { PublicJwk } from '#primitives';
import { isInTerm, validateChain, type ProvenState } from '#trust';
import type { EvidenceCircumstances } from './evidence-check.js';

export type RegisteredSigner =
  | { outcome: 'registered'; publicJwk: PublicJwk }
  | { outcome: 'not_registered'; code: 'chain' | 'key_not_registered'; reasons: string[] };

/** Chain, registered key and named member must agree, at the time of the signature (design §4, Trust). */
export async function findRegisteredSigner(
  signed: { x5c: readonly string[]; by: string; atSeconds: number },
  state: ProvenState,
  { trustFile, verifySignature }: EvidenceCircumstances,
): Promise<RegisteredSigner> {
  const { x5c, by, atSeconds } = signed;
  const chain = await validateChain(x5c, trustFile.accessRoots, atSeconds, 'access', verifySignature);
  if (chain.outcome === 'untrusted') return { outcome: 'not_registered', code: 'chain', reasons: [chain.code] };
  const { publicJwk, keyDigest } = chain.leaf;
  const keys = state.verifiers.get(by)?.keys ?? [];
  return keys.some((key) => key.digest === keyDigest && isInTerm(key, atSeconds))
    ? { outcome: 'registered', publicJwk }
    : { outcome: 'not_registered', code: 'key_not_registered', reasons: [] };
}
