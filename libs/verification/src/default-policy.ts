import type { VerificationPolicy } from './verification.js';

/** What a verifier starts with; a tenant's configuration may only name other numbers, never leave one out. */
export const DEFAULT_POLICY: VerificationPolicy = {
  clockSkewSeconds: 60,
  maxKeyBindingAgeSeconds: 300,
  maxStatusPendingSeconds: 3600,
  onStatusUnavailable: 'refuse',
  maxStatusOutageSeconds: 3600,
  maxPresentationLength: 32 * 1024,
  maxDisclosures: 64,
};
