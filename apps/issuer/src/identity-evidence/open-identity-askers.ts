import { verifyWithNodeCrypto, type OrganisationKeys } from '#identity';
import { decentralizedClientId } from '#openid4vp';
import { outage, type Clock } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import type { Log } from '#service-kit/log';
import { ListedStatusLists, readTrustedEntities } from '#service-kit/trusted-entities';
import { anchorsOf } from '#trust';
import { agesOfType } from '../claims/check-evidence.js';
import type { IssuerConfig } from '../issuer.config.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { IdentityAsker, IdentityAskers } from './identity-asker.js';
import { identityQuestion } from './identity-question.js';

/**
 * Reads whom the tenants believe, and makes the keys with which they ask. A tenant asks under its did:web, with a key for nothing else:
 * its issuing certificate says that it issues, and must not say that it may ask (docs/decisions/identity-evidence.md).
 * @throws the outages of `readTrustedEntities`; `identity_evidence_without_types` (outage) where a list names no identity data, or the
 * tenant issues nothing that says an age
 */
export async function openIdentityAskers(
  config: Pick<IssuerConfig, 'tenants'>,
  tenants: readonly IssuingTenant[],
  organisationKeys: OrganisationKeys,
): Promise<IdentityAskers> {
  const askers = new Map<string, IdentityAsker>();
  for (const { slug, identityEvidence: settings } of config.tenants) {
    const tenant = tenants.find((one) => one.slug === slug);
    if (settings === undefined || tenant === undefined) continue;
    const { did, name, legalId } = tenant;
    const trustedEntities = (await Promise.all(settings.trustedEntities.map(readTrustedEntities))).flat();
    const ages = [...new Set(tenant.credentialTypes.flatMap(agesOfType))];
    const types = trustedEntities.flatMap((entity) => entity.types);
    const question = ages.length === 0 ? undefined : identityQuestion(ages, types);
    if (question === undefined) {
      throw outage('identity_evidence_without_types', `${slug} has no proof of age, or no list with identity data.`);
    }
    await organisationKeys.ensureIdentity({ did, name, legalId, uses: ['access'] });
    askers.set(slug, {
      ...{ did, clientId: decentralizedClientId(did), trustedEntities, ages, question },
      minimumAssurance: settings.minimumAssurance,
      isOnEuAgeList: settings.isOnEuAgeList,
      requestKey: async () => {
        const { signer, kid } = await organisationKeys.current(did, 'access');
        return { signer, kid: `${did}#${kid}` };
      },
    });
  }
  return askers;
}

/** The status lists of all whom the tenants believe; fetched when identity data name them, and kept fresh from then on. */
export function openListedStatusLists(
  askers: IdentityAskers,
  { fetch, clock, log }: { fetch: GuardedFetch; clock: Clock; log: Log },
): ListedStatusLists {
  const anchors = anchorsOf([...askers.values()].flatMap(({ trustedEntities }) => trustedEntities));
  const report = (code: string) => log.warn({ code }, 'a status list of identity data is not at hand');
  return new ListedStatusLists({ fetch, anchors, verifySignature: verifyWithNodeCrypto, clock, report });
}
