import type { Clock, RandomBytes } from '#primitives';
import {
  createFoundingCommands,
  ownOrganisations,
  type FoundingCommands,
  type LifetimeOf,
} from '#service-kit/organisations';
import { readCredentialTypes } from '#service-kit/schemas';
import { openKeyStore } from './adapters/typeorm/open-key-store.js';
import type { IssuerConfig } from './issuer.config.js';

export async function startFounding(
  config: IssuerConfig,
  parts: { clock: Clock; random: RandomBytes },
): Promise<FoundingCommands> {
  const { trustFile, cooperativeUrl } = config;
  const acting = { trustFile, cooperativeUrl, lifetimeOf: longestLifetime(config), ...parts };
  return createFoundingCommands(ownOrganisations(config), await openKeyStore(config, parts), ['issuing'], acting);
}

/** Of the credentials that a tenant issues. */
function longestLifetime({ schemasFolder, tenants }: IssuerConfig): LifetimeOf {
  return async (slug) => {
    const wanted = tenants.find((tenant) => tenant.slug === slug)?.credentialTypes ?? [];
    const types = (await readCredentialTypes(schemasFolder)).filter(({ id }) => wanted.includes(id));
    return Math.max(...types.map(({ lifetimeSeconds }) => lifetimeSeconds));
  };
}
