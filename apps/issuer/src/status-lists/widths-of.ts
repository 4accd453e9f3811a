import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { StatusList } from './status-lists.js';

/** The widths of the lists that a tenant's credentials point into: two bits where a type may be suspended. */
export function widthsOf({ credentialTypes }: Pick<IssuingTenant, 'credentialTypes'>): StatusList['bits'][] {
  const widths = credentialTypes.filter(({ hasStatus }) => hasStatus).map(({ maySuspend }) => (maySuspend ? 2 : 1));
  return [...new Set<StatusList['bits']>(widths)].sort();
}
