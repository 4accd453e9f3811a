import { secondsOf } from '#primitives';
import { listedStatusesOf } from '#service-kit/trusted-entities';
import { anchorsOf, type TrustedEntity } from '#trust';
import type { ResponseParts } from './accept-response.js';
import { statusUrisOf } from './status-uris.js';

/**
 * Has the lists at hand that presented credentials name: of members, those that no anchor named yet; of issuers on this tenant's
 * lists, those that are not known or not fresh.
 */
export async function learnStatusLists(
  vpToken: Readonly<Record<string, readonly string[]>>,
  trustedEntities: readonly TrustedEntity[],
  parts: Pick<ResponseParts, 'trust' | 'listedStatusLists' | 'verifySignature' | 'clock'>,
): Promise<void> {
  const { registry } = parts.trust;
  for (const uri of statusUrisOf(vpToken)) {
    if (registry.statusList(uri) === undefined) await parts.trust.learnStatusList(uri);
  }
  const anchors = anchorsOf(trustedEntities);
  if (anchors.length === 0) return;
  const { verifySignature, clock } = parts;
  const statuses = await listedStatusesOf(vpToken, anchors, { nowSeconds: secondsOf(clock), verifySignature });
  const foreign = statuses.filter(({ uri }) => registry.statusList(uri) === undefined);
  await Promise.all(foreign.map(({ uri, encoding }) => parts.listedStatusLists.require(uri, encoding)));
}
