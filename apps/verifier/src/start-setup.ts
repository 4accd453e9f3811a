import type { Clock, RandomBytes } from '#primitives';
import { refusal } from '#primitives';
import { ApiKeys, SetupLinks } from '#service-kit/authentication';
import { openDataStores } from './adapters/typeorm/open-stores.js';
import type { VerifierConfig } from './verifier.config.js';

const LINK_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Of the management API; who sets a tenant up has all of them. */
export const SCOPES = ['verifications:read', 'verifications:write', 'evidence:read', 'webhooks:write', 'access:write'];

/** A one-time link for a tenant's API key, and the code in it. */
export async function createSetupLink(
  config: Pick<VerifierConfig, 'publicUrl' | 'tenants'>,
  setupLinks: SetupLinks,
  slug: string,
): Promise<{ link: string; code: string }> {
  if (!config.tenants.some((tenant) => tenant.slug === slug))
    throw refusal('unknown_tenant', 'There is no such tenant.');
  const grant = { tenantId: slug, scopes: SCOPES, ttlMilliseconds: LINK_MILLISECONDS };
  const { code } = await setupLinks.create(grant);
  return { code, link: `${config.publicUrl}/setup#${code}` };
}

/** The command `setup-link`: writes the link's row beside the running service. @returns the link */
export async function setupLinkCommand(
  config: VerifierConfig,
  slug: string,
  { clock, random }: { clock: Clock; random: RandomBytes },
): Promise<string> {
  const { database } = await openDataStores(config);
  try {
    const apiKeys = new ApiKeys(database, clock, random);
    return (await createSetupLink(config, new SetupLinks(database, apiKeys, clock, random), slug)).link;
  } finally {
    await database.close();
  }
}
