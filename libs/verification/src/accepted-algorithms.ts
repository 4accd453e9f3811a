import { ACCEPTED_COSE_ALGORITHMS, type CborValue } from '#cbor';
import type { JsonValue } from '#primitives';

/** `alg` of the suites accepted today, as JOSE writes them (RFC 7518 §3.1, RFC 8037 §3.1). `none` is not among them. */
const ACCEPTED: ReadonlySet<unknown> = new Set(['ES256', 'EdDSA']);

export function isAcceptedAlgorithm(alg: JsonValue | undefined): boolean {
  return ACCEPTED.has(alg);
}

const ACCEPTED_IN_COSE: ReadonlySet<unknown> = new Set(Object.values(ACCEPTED_COSE_ALGORITHMS).flat());

/** The same suites, as COSE numbers them (RFC 9053 §2). */
export function isAcceptedCoseAlgorithm(alg: CborValue): boolean {
  return ACCEPTED_IN_COSE.has(alg);
}
