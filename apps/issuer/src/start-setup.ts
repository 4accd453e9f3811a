import { refusal, type Clock, type RandomBytes } from '#primitives';
import { ApiKeys, SetupLinks } from '#service-kit/authentication';
import { openDataStore } from './adapters/typeorm/open-data-store.js';
import type { IssuerConfig } from './issuer.config.js';
import { createSetupLinkFor } from './setup/create-setup-links.js';

/**
 * The command `setup-link`: a one-time link that makes an API key with an operator's scopes.
 * @throws `unknown_tenant`
 */
export async function setupLinkCommand(
  config: IssuerConfig,
  tenantId: string,
  { clock, random }: { clock: Clock; random: RandomBytes },
): Promise<string> {
  if (!config.tenants.some(({ slug }) => slug === tenantId)) {
    throw refusal('unknown_tenant', 'The configuration names no such tenant.');
  }
  const database = await openDataStore(config.databaseUrl);
  try {
    const setupLinks = new SetupLinks(database, new ApiKeys(database, clock, random), clock, random);
    return (await createSetupLinkFor(tenantId, config.publicUrl, setupLinks)).link;
  } finally {
    await database.close();
  }
}
