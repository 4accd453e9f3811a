import type { Clock } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import type { ShownAges } from '../claims/customer-facts.js';
import type { Grant } from '../grants/grants.js';
import { openShownAges } from './seal-shown-ages.js';
import type { ShownIdentities } from './shown-identities.js';

export type ReadShownIdentity = (grant: Grant) => Promise<ShownAges | undefined>;

/** The ages that were shown for the authorization from which a grant comes, while they count. Never in a unit of the data: it asks the vault. */
export function createShownIdentityReading(parts: {
  shownIdentities: Pick<ShownIdentities, 'find'>;
  vault: SubjectVault;
  clock: Clock;
}): ReadShownIdentity {
  return async ({ tenantId, origin, subjectRecordId }) => {
    if (origin.kind !== 'authorization') return undefined;
    const shown = await parts.shownIdentities.find(tenantId, origin.id);
    if (shown === undefined || shown.subjectRecordId !== subjectRecordId) return undefined;
    return shown.expiresAt <= parts.clock() ? undefined : openShownAges(shown, parts.vault);
  };
}
