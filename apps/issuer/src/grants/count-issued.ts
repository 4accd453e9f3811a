import type { Grant, GrantedCredential, Grants } from './grants.js';

/** As often as a batch is refilled (design §4). */
export const WINDOW_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

interface IssuedCredentials {
  credentialConfigurationId: string;
  count: number;
  most: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Counts credentials as issued under a grant, within the unit of work that records them.
 * @param grant as it was read before the unit began: what else was issued meanwhile is seen and counted on
 * @param issued.most that may be issued of this configuration in one window, which begins with the first after the last
 * @returns `ended` where the grant is over, `exhausted` where there would be more than `most`
 */
export async function countIssued(
  grant: Grant,
  issued: IssuedCredentials,
  grants: Pick<Grants, 'find' | 'noteIssued'>,
): Promise<'counted' | 'ended' | 'exhausted'> {
  let current: Grant | undefined = grant;
  while (current?.state === 'active') {
    const authorized = current.authorized.map((one) => countOn(one, issued));
    if (authorized.some((one) => isOf(one, issued) && one.issuedInWindow > issued.most)) return 'exhausted';
    if (await grants.noteIssued(current, authorized)) return 'counted';
    current = await grants.find(grant.tenantId, grant.id);
  }
  return 'ended';
}

function countOn(one: GrantedCredential, issued: IssuedCredentials): GrantedCredential {
  if (!isOf(one, issued)) return one;
  const isOver = issued.now - one.windowBeganAt >= WINDOW_MILLISECONDS;
  if (isOver) return { ...one, issuedInWindow: issued.count, windowBeganAt: issued.now };
  return { ...one, issuedInWindow: one.issuedInWindow + issued.count };
}

function isOf({ credentialConfigurationId }: GrantedCredential, issued: IssuedCredentials): boolean {
  return credentialConfigurationId === issued.credentialConfigurationId;
}
