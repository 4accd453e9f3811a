import type { ApiKeys, SetupLinks } from '#service-kit/authentication';

/** Scopes of the key that a tenant's setup link makes: everything that its operator does. */
export const OPERATOR_SCOPES = ['records:read', 'records:write', 'offers:write', 'credentials:write'] as const;

const TTL_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface PrintedSetupLink {
  tenantId: string;
  /** The code is in the fragment, which browsers keep to themselves. */
  link: string;
  code: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Makes a one-time link for each tenant that has no API key yet: what the first start prints (design §7). */
export async function createSetupLinks(
  tenantIds: readonly string[],
  publicUrl: string,
  apiKeys: ApiKeys,
  setupLinks: SetupLinks,
): Promise<PrintedSetupLink[]> {
  const printed: PrintedSetupLink[] = [];
  for (const tenantId of tenantIds) {
    if (!(await apiKeys.hasAny(tenantId))) printed.push(await createSetupLinkFor(tenantId, publicUrl, setupLinks));
  }
  return printed;
}

/** Makes a one-time link, whether the tenant has keys or not: for an operator who lost his. */
export async function createSetupLinkFor(
  tenantId: string,
  publicUrl: string,
  setupLinks: SetupLinks,
): Promise<PrintedSetupLink> {
  const grant = { tenantId, scopes: OPERATOR_SCOPES, ttlMilliseconds: TTL_MILLISECONDS };
  const { code, expiresAt } = await setupLinks.create(grant);
  return { tenantId, link: `${publicUrl}/setup#${code}`, code, expiresAt };
}
