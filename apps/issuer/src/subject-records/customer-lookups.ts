import type { LookupKeys } from '#service-kit/vault';

/** Keyed digests by which a customer is found again: each purpose has its own key, so that none can be matched to another. */
export interface CustomerLookups {
  customer(customerNumber: string): string;
  suppression(customerNumber: string): string;
  row(canonicalValues: string): string;
}

export async function lookupsOf(keys: LookupKeys, tenantId: string): Promise<CustomerLookups> {
  const [customer, suppression, row] = await Promise.all([
    keys.digester(tenantId, 'customer-number'),
    keys.digester(tenantId, 'suppression-mark'),
    keys.digester(tenantId, 'customer-row'),
  ]);
  return { customer, suppression, row };
}
