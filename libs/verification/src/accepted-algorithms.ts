import type { JsonValue } from '#primitives';

/** `alg` of the suites accepted today, as JOSE writes them (RFC 7518 §3.1, RFC 8037 §3.1). `none` is not among them. */
const ACCEPTED: ReadonlySet<unknown> = new Set(['ES256', 'EdDSA']);

export function isAcceptedAlgorithm(alg: JsonValue | undefined): boolean {
  return ACCEPTED.has(alg);
}
