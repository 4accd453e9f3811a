import type { Clock, RandomBytes } from '#primitives';
import { createFoundingCommands, ownOrganisations, type FoundingCommands } from '#service-kit/organisations';
import { openKeyStore } from './adapters/typeorm/open-key-store.js';
import type { IssuerConfig } from './issuer.config.js';

export async function startFounding(
  config: IssuerConfig,
  parts: { clock: Clock; random: RandomBytes },
): Promise<FoundingCommands> {
  const { trustFile, cooperativeUrl } = config;
  const acting = { trustFile, cooperativeUrl, ...parts };
  return createFoundingCommands(ownOrganisations(config), await openKeyStore(config, parts), ['issuing'], acting);
}
