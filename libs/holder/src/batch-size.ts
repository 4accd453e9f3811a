import { isJsonObject, type JsonValue } from '#primitives';
import type { OfferPreview } from './read-offer.js';

/** No issuer makes us create more keys than this at once. */
const MAX_BATCH = 30;

/**
 * How many credentials to ask for at once: what the type's reuse policy says (ETSI TS 119 472-3 §4.2.4.2), at most what the
 * issuer gives in one answer (OpenID4VCI 1.0 §12.2.4, `batch_credential_issuance`).
 */
export function batchSizeOf({ issuer, configuration }: Pick<OfferPreview, 'issuer' | 'configuration'>): number {
  const most = Math.min(issuer.batch_credential_issuance?.batch_size ?? 1, MAX_BATCH);
  const policy = configuration.credential_metadata?.['credential_reuse_policy'] as JsonValue | undefined;
  const options = isJsonObject(policy) && Array.isArray(policy.options) ? policy.options : [];
  const sizes = options.map((option) => (isJsonObject(option) ? option.batch_size : undefined));
  const wished = sizes.find((size) => typeof size === 'number' && Number.isSafeInteger(size) && size > 0);
  return Math.min(most, (wished as number | undefined) ?? most);
}
