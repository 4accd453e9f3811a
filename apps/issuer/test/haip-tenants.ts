import { systemClock } from '#primitives';
import type { IssuerConfig } from '../src/issuer.config.js';
import { newWalletProvider, type WalletProvider } from './wallet-provider.js';

/** Runs `haip` alone. */
export const WATER = 'eaux-fictives';
/** Runs `base` alone. */
export const GAS = 'gaz-fictif';

export const ATTESTED = {
  clientId: 'https://wallet.example/attested',
  redirectUri: 'https://wallet.example/cb?from=issuer',
};
export const OTHER = { clientId: 'other-wallet', redirectUri: 'eudi-wallet://cb' };
export const PUBLIC = { clientId: 'public-wallet', redirectUri: 'https://public.example/cb' };

const tenant = { legalId: 'FICTIF-1', credentialTypes: ['residency', 'municipality'] };

/** Tenants with wallets that are registered, and the provider that attests them. */
export async function haipTenants(): Promise<{ provider: WalletProvider; changes: Partial<IssuerConfig> }> {
  const provider = await newWalletProvider(systemClock);
  const attested = ({ clientId, redirectUri }: typeof ATTESTED) => ({
    ...{ clientId, redirectUris: [redirectUri] },
    authentication: 'attest_jwt_client_auth' as const,
  });
  const tenants = [
    {
      ...{ ...tenant, slug: WATER, name: 'Eaux Fictives', profiles: ['haip'] },
      clients: [attested(ATTESTED), attested(OTHER)],
      walletProviderRoots: [provider.root],
    },
    {
      ...{ ...tenant, slug: GAS, name: 'Gaz Fictif', profiles: ['base'] },
      clients: [{ clientId: PUBLIC.clientId, redirectUris: [PUBLIC.redirectUri] }],
    },
  ];
  return { provider, changes: { tenants } as unknown as Partial<IssuerConfig> };
}
