import type { StatusListSnapshot } from './status-list.js';

/**
 * Whether a snapshot may still decide. `ttl` counts from `iat`, not from when we fetched it (design §5), so that a host
 * cannot stretch it; a list with neither `ttl` nor `exp` is never fresh.
 * @param nowSeconds seconds since the epoch
 * @param skewSeconds how far the signer's clock may be off, either way
 */
export function isStatusListFresh(
  list: Pick<StatusListSnapshot, 'issuedAt' | 'expiresAt' | 'ttl'>,
  nowSeconds: number,
  skewSeconds: number,
): boolean {
  if (list.issuedAt > nowSeconds + skewSeconds) return false;
  if (list.ttl === null && list.expiresAt === null) return false;
  if (list.ttl !== null && nowSeconds > list.issuedAt + list.ttl + skewSeconds) return false;
  return list.expiresAt === null || nowSeconds < list.expiresAt + skewSeconds;
}
