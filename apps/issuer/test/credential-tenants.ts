import { createKeyAttestation, type KeyAttestationToCreate } from '#openid4vci';
import type { Signer } from '#primitives';
import type { IssuerConfig } from '../src/issuer.config.js';
import { json, startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey } from './wallet-under-test.js';

export const PLAIN = 'eaux-fictives';
export const ATTESTED = 'gaz-fictif';
export const ENCRYPTED = 'fibre-fictive';
export const APPROVED = 'courant-fictif';

/** Signs attestations of keys, and the tenant `gaz-fictif` knows its key. */
export const walletProvider = newKey();

/** Tenants that each ask for something else of a credential request. */
export function startTenants(options: { databaseUrl?: string } = {}): Promise<IssuerUnderTest> {
  const { kty, crv, x, y } = walletProvider.publicJwk as { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  const tenants = [
    { slug: PLAIN, name: 'Eaux Fictives', legalId: 'FICTIF-1' },
    {
      ...{ slug: ATTESTED, name: 'Gaz Fictif', legalId: 'FICTIF-2' },
      walletProviderKeys: [{ kty, crv, x, y, kid: 'provider' }],
      requireKeyAttestation: { keyStorage: ['iso_18045_moderate', 'iso_18045_high'] },
    },
    { slug: ENCRYPTED, name: 'Fibre Fictive', legalId: 'FICTIF-3', requireEncryption: true },
    { slug: APPROVED, name: 'Courant Fictif', legalId: 'FICTIF-4', approval: 'operator' },
  ];
  const changes = { tenants: tenants as unknown as IssuerConfig['tenants'] };
  return startIssuerUnderTest({ ...options, changes });
}

/** An attestation of the provider's for these keys. */
export function attest(
  issuer: IssuerUnderTest,
  keys: readonly Signer[],
  change: Partial<KeyAttestationToCreate> = {},
): Promise<string> {
  return createKeyAttestation({
    signer: walletProvider,
    attestedKeys: keys.map(({ publicJwk }) => publicJwk),
    keyStorage: ['iso_18045_high'],
    clock: issuer.clock.now,
    ttlSeconds: 600,
    ...change,
  });
}

export async function errorOf(answer: Response): Promise<[number, string]> {
  const body = (await answer.json()) as { error: string };
  if (answer.status < 300) throw new Error(`answered ${answer.status}`);
  return [answer.status, body.error];
}

export { json };
