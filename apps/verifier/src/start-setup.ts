import type { Clock, RandomBytes } from '#primitives';
import { refusal } from '#primitives';
import { ApiKeys, SetupLinks } from '#service-kit/authentication';
import { openDataStores } from './adapters/typeorm/open-stores.js';
import { DETAILS_SCOPE } from './verifications/narrow-view.js';
import type { VerifierConfig } from './verifier.config.js';

const LINK_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Of the management API; who sets a tenant up has all of them. */
export const SCOPES = [
  ...['verifications:read', 'verifications:write', DETAILS_SCOPE],
  ...['evidence:read', 'webhooks:write', 'access:write'],
];
/** What the link's key may do: all, or at the counter ask and see what was decided, and no more. */
export const SETUP_ROLES = { full: SCOPES, minimal: ['verifications:read', 'verifications:write'] } as const;
export type SetupRole = keyof typeof SETUP_ROLES;

/** A one-time link for a tenant's API key, and the code in it. */
export async function createSetupLink(
  config: Pick<VerifierConfig, 'publicUrl' | 'tenants'>,
  setupLinks: SetupLinks,
  slug: string,
  role: SetupRole = 'full',
): Promise<{ link: string; code: string }> {
  if (!config.tenants.some((tenant) => tenant.slug === slug))
    throw refusal('unknown_tenant', 'There is no such tenant.');
  const grant = { tenantId: slug, scopes: SETUP_ROLES[role], ttlMilliseconds: LINK_MILLISECONDS };
  const { code } = await setupLinks.create(grant);
  return { code, link: `${config.publicUrl}/setup#${code}` };
}

/** The command `setup-link`: writes the link's row beside the running service. @returns the link */
export async function setupLinkCommand(
  config: VerifierConfig,
  { slug, role = 'full' }: { slug: string; role?: string | undefined },
  { clock, random }: { clock: Clock; random: RandomBytes },
): Promise<string> {
  if (!isSetupRole(role)) throw refusal('unknown_role', 'The roles are full and minimal.');
  const { database } = await openDataStores(config);
  try {
    const apiKeys = new ApiKeys(database, clock, random);
    return (await createSetupLink(config, new SetupLinks(database, apiKeys, clock, random), slug, role)).link;
  } finally {
    await database.close();
  }
}

function isSetupRole(role: string): role is SetupRole {
  return Object.hasOwn(SETUP_ROLES, role);
}
