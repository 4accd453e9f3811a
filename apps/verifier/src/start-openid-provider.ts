import { describeError } from '#service-kit/log';
import type { HostedPageParts } from './hosted-pages/create-hosted-page.js';
import { OpenidProviders } from './openid-provider/openid-providers.js';
import type { OpenedVerifier } from './start-composition.js';
import type { OpenidProviderParts } from './verifier.module.js';

/** How long the library waits beyond the page, so that whoever comes too late is still led back. */
const GRACE_SECONDS = 600;

/** The OpenID Connect bridge of the tenants that have one. @param hosting what makes the pages on which people answer */
export function composeOpenidProvider(
  { config, data, keyStore, credentialTypes, clock, random, log }: OpenedVerifier,
  hosting: HostedPageParts,
): OpenidProviderParts {
  const { publicUrl } = config;
  const settings = new Map(
    config.tenants.flatMap(({ slug, openidProvider }) =>
      openidProvider === undefined ? [] : [[slug, openidProvider] as const],
    ),
  );
  const providers = new OpenidProviders(settings, {
    ...{ publicUrl, credentialTypes, clock, random },
    ...{ records: data.oidcRecords, secretBox: keyStore.secretBox },
    ...{ presentations: data.presentations, pages: data.pages, reading: hosting },
    interactionSeconds: config.pageLifetimeSeconds + GRACE_SECONDS,
    report: (error) => log.error({ error: describeError(error) }, 'the OpenID provider failed'),
  });
  // These pages lead to ourselves; where the relying party may be, its redirect URIs say.
  const returnOriginsOf = () => [new URL(publicUrl).origin];
  return {
    providers,
    interactions: { publicUrl, hosting: { ...hosting, returnOriginsOf } },
    ending: { records: data.oidcRecords, clock },
  };
}
