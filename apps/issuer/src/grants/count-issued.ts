import type { Grant, Grants } from './grants.js';

/**
 * Counts credentials as issued under a grant, within the unit of work that records them.
 * @param grant as it was read before the unit began: what else was issued meanwhile is seen and counted on
 * @param most that may be issued of this configuration
 * @returns `ended` where the grant is over, `exhausted` where there would be more than `most`
 */
export async function countIssued(
  grant: Grant,
  issued: { credentialConfigurationId: string; count: number; most: number },
  grants: Pick<Grants, 'find' | 'noteIssued'>,
): Promise<'counted' | 'ended' | 'exhausted'> {
  let current: Grant | undefined = grant;
  while (current?.state === 'active') {
    const authorized = current.authorized.map((one) => {
      const isIssued = one.credentialConfigurationId === issued.credentialConfigurationId;
      return isIssued ? { ...one, issuedInWindow: one.issuedInWindow + issued.count } : one;
    });
    if (authorized.some(({ issuedInWindow }) => issuedInWindow > issued.most)) return 'exhausted';
    if (await grants.noteIssued(current, authorized)) return 'counted';
    current = await grants.find(grant.tenantId, grant.id);
  }
  return 'ended';
}
