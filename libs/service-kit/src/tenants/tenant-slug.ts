import { z } from 'zod';
import { refusal } from '#primitives';

/** First segments of paths that are not tenants. */
const RESERVED = new Set([
  ...['api', 'livez', 'readyz', 'metrics', 'receipts', 'status-lists', 'setup', 'assets'],
  ...['sign-in', 'sign-out', 'console', 'customers', 'imports', 'offers', 'verifications', 'explorer'],
]);

/** A tenant's name in its addresses, tables and key files: a fit segment of a URL, a did:web and a file name. */
export const tenantSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
  .refine((slug) => !RESERVED.has(slug), 'The name is that of a path of the service.');

/** The tenants that a service's configuration names. */
export class Tenants<Tenant extends { slug: string }> {
  readonly #bySlug: ReadonlyMap<string, Tenant>;

  constructor(readonly all: readonly Tenant[]) {
    this.#bySlug = new Map(all.map((tenant) => [tenant.slug, tenant]));
  }

  /** @throws `unknown_tenant`, to be answered 404 like any other unknown address */
  find(slug: string): Tenant {
    const tenant = this.#bySlug.get(slug);
    if (tenant === undefined) throw refusal('unknown_tenant', 'There is nothing at this address.');
    return tenant;
  }
}
