import type { Suite } from '#primitives';

/** Labels of header parameters (RFC 9052 §3.1, RFC 9360 §2, RFC 9596). */
export const COSE_HEADER = {
  algorithm: 1,
  critical: 2,
  contentType: 3,
  keyIdentifier: 4,
  x5chain: 33,
  type: 16,
} as const;

/** COSE algorithm identifiers (RFC 9053 §2.1 and §2.2) of the suites accepted here: what we write. */
export const COSE_ALGORITHM: Record<Suite, number> = { ES256: -7, Ed25519: -8 };

/** What is read of a suite: also the identifiers that name the curve, as RFC 9864 §2.2 has them and HAIP 1.0 §7 accepts. */
export const ACCEPTED_COSE_ALGORITHMS: Record<Suite, readonly number[]> = { ES256: [-7, -9], Ed25519: [-8, -19] };
