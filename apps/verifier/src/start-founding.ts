import type { Clock, RandomBytes } from '#primitives';
import { createFoundingCommands, ownOrganisations, type FoundingCommands } from '#service-kit/organisations';
import { openKeyStore } from './adapters/typeorm/open-stores.js';
import type { VerifierConfig } from './verifier.config.js';

export async function startFounding(
  config: VerifierConfig,
  parts: { clock: Clock; random: RandomBytes },
): Promise<FoundingCommands> {
  const { trustFile, cooperativeUrl } = config;
  const acting = { trustFile, cooperativeUrl, ...parts };
  return createFoundingCommands(ownOrganisations(config), await openKeyStore(config, parts), ['access'], acting);
}
