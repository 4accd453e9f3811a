import type { OpenidProviders } from './openid-providers.js';
import { clientOfReturnUrl } from './provider-places.js';

/**
 * Where a hosted page may say that it leads: the host of its return URL; of a page that answers a relying party's request, that of
 * the relying party, to which our own interaction only passes on.
 */
export function returnHosts(
  publicUrl: string,
  providers: Pick<OpenidProviders, 'hostOf'>,
): (page: { tenantId: string; returnUrl: string }) => string {
  return ({ tenantId, returnUrl }) => {
    const clientId = clientOfReturnUrl(publicUrl, tenantId, returnUrl);
    const host = clientId === undefined ? undefined : providers.hostOf(tenantId, clientId);
    return host ?? new URL(returnUrl).host;
  };
}
