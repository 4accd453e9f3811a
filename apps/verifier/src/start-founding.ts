import type { Clock, RandomBytes } from '#primitives';
import { createFoundingCommands, ownOrganisations, type FoundingCommands } from '#service-kit/organisations';
import { openKeyStore } from './adapters/typeorm/open-stores.js';
import type { VerifierConfig } from './verifier.config.js';

/** Of what an access key signs, requests live for minutes; whoever keeps a receipt may want to look at its key for longer. */
const LIFETIME_SECONDS = 30 * 86_400;

export async function startFounding(
  config: VerifierConfig,
  parts: { clock: Clock; random: RandomBytes },
): Promise<FoundingCommands> {
  const { trustFile, cooperativeUrl } = config;
  // A sandbox is nobody's member.
  const founded = { ...config, tenants: config.tenants.filter(({ sandbox }) => !sandbox) };
  const acting = { trustFile, cooperativeUrl, lifetimeOf: () => LIFETIME_SECONDS, ...parts };
  return createFoundingCommands(ownOrganisations(founded), await openKeyStore(config, parts), ['access'], acting);
}
