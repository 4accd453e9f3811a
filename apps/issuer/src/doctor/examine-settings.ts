import { isCodedError, isLoopback, secondsOf, type Clock } from '#primitives';
import { readAuthority } from '#trust';
import type { IssuerConfig } from '../issuer.config.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { found, type Finding } from './finding.js';

/** Whether the wallets that a tenant wants to serve can show who they are. */
export function examineSettings(tenant: IssuingTenant, clock: Clock): Finding[] {
  const { slug, profiles, clients, walletProviderRoots, walletProviderKeys } = tenant;
  const findings = walletProviderRoots.flatMap((root) => examineRoot(slug, root, secondsOf(clock)));
  if (profiles.includes('haip')) {
    if (walletProviderRoots.length + walletProviderKeys.length === 0) {
      findings.push(found('problem', 'haip_no_wallet_providers', slug));
    }
    if (clients.length === 0) findings.push(found('problem', 'haip_no_clients', slug));
    for (const uri of clients.flatMap(({ redirectUris }) => redirectUris)) {
      if (/^http:/i.test(uri) && !isLoopback(new URL(uri))) {
        findings.push(found('problem', 'haip_redirect_insecure', slug, uri));
      }
    }
  }
  return findings.length === 0 ? [found('ok', 'settings_good', slug)] : findings;
}

function examineRoot(slug: string, root: string, now: number): Finding[] {
  try {
    const { notAfter, subjectName } = readAuthority(root);
    return notAfter < now ? [found('problem', 'wallet_root_expired', slug, subjectName)] : [];
  } catch (error) {
    if (isCodedError(error)) return [found('problem', 'wallet_root_unreadable', slug, error.code)];
    throw error;
  }
}

/** Whether the service may call whom it must, and lists nobody in vain. */
export function examineOrigins({
  publicUrl,
  cooperativeUrl,
  outgoingOrigins,
}: Pick<IssuerConfig, 'publicUrl' | 'cooperativeUrl' | 'outgoingOrigins'>): Finding[] {
  const onLoopback = isLoopback(new URL(publicUrl));
  const findings = outgoingOrigins.flatMap((text) => {
    if (!URL.canParse(text) || new URL(text).origin !== text) return [found('warning', 'origin_malformed', text)];
    return !onLoopback && isLoopback(new URL(text)) ? [found('warning', 'origin_useless', text)] : [];
  });
  const cooperative = new URL(cooperativeUrl);
  const mustBeListed = cooperative.protocol === 'http:' || isLoopback(cooperative);
  if (mustBeListed && !outgoingOrigins.includes(cooperative.origin)) {
    findings.push(found('problem', 'cooperative_not_listed', cooperativeUrl));
  }
  return findings.length === 0 ? [found('ok', 'origins_good', 'origins')] : findings;
}
