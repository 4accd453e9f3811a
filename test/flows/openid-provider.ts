import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifierConfig } from '../../apps/verifier/src/verifier.config.js';

/** A relying party of the bank that knows OpenID Connect only; nobody listens at its address. */
export const RELYING_PARTY = {
  clientId: 'app',
  redirectUri: 'https://app.bank.example/callback',
  secret: 'a secret of a test, and long enough for one',
};

/** The configuration with that bank as OpenID provider, as far as its contract needs no address. */
export async function withOpenidProvider(
  config: VerifierConfig,
  { slug, contract, folder }: { slug: string; contract: string; folder: string },
): Promise<VerifierConfig> {
  const clientSecretFile = join(folder, 'relying-party.secret');
  await writeFile(clientSecretFile, RELYING_PARTY.secret);
  const openidProvider = {
    scopes: [{ name: 'proof', contract }],
    relyingParties: [
      {
        ...{ clientId: RELYING_PARTY.clientId, redirectUris: [RELYING_PARTY.redirectUri], scopes: ['proof'] },
        authentication: { method: 'client_secret_basic' as const, clientSecretFile },
        ...{ devices: 'same' as const, requiresPushedRequests: false, requiresDpop: false },
      },
    ],
  };
  const tenants = config.tenants.map((tenant) => (tenant.slug === slug ? { ...tenant, openidProvider } : tenant));
  return { ...config, tenants };
}
