import { describe, expect, test } from '@jest/globals';
import { describeConfig } from '#service-kit/config';
import { completeConfig, issuerConfigShape } from '../src/issuer.config.js';
import { newKey } from './wallet-under-test.js';

describe('the configuration of the issuer', () => {
  const tenants = [{ slug: 'eaux-fictives', name: 'Eaux Fictives', legalId: 'FICTIF-1' }];

  test('says of every field what it is for', () => {
    expect(describeConfig('issuer', issuerConfigShape)).not.toContain('(no sentence)');
  });

  test('fills in every place from the data folder', () => {
    const config = completeConfig(issuerConfigShape.parse({ tenants }), '/srv/incola');
    expect(config.databaseUrl).toBe('sqlite:/srv/incola/data/issuer/issuer.sqlite');
    expect(config.trustFile).toBe('/srv/incola/data/issuer/trust.json');
  });

  test('refuses a list that is signed anew too late, two tenants of one name, and a path for a tenant', () => {
    const refused = (change: object) => issuerConfigShape.safeParse({ tenants, ...change }).success;
    expect(refused({})).toBe(true);
    expect(refused({ statusListTtlSeconds: 20 })).toBe(false);
    expect(refused({ tenants: [...tenants, ...tenants] })).toBe(false);
    expect(refused({ tenants: [{ ...tenants[0], slug: 'api' }] })).toBe(false);
    expect(refused({ publicUrl: 'http://issuer.example' })).toBe(false);
  });

  describe('of wallets and their providers', () => {
    const refused = (change: object) =>
      !issuerConfigShape.safeParse({ tenants: [{ ...tenants[0], ...change }] }).success;
    const key = newKey().publicJwk;
    const client = { clientId: 'https://wallet.example', redirectUris: ['https://wallet.example/cb?a=b'] };

    test('takes public keys, bare but for their name', () => {
      const jwks = { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'ES256' }] };
      const clients = [{ ...client, authentication: 'private_key_jwt', jwks }];
      const parsed = issuerConfigShape.parse({ tenants: [{ ...tenants[0], clients, walletProviderKeys: [key] }] });
      expect(parsed.tenants[0]?.clients[0]?.jwks?.keys).toEqual([{ ...key, kid: 'one' }]);
      expect(parsed.tenants[0]?.walletProviderKeys).toEqual([key]);
    });

    test('refuses two clients of one name, keys that are missing or without use, and a private or unsupported one', () => {
      expect(refused({ clients: [client, client] })).toBe(true);
      expect(refused({ clients: [{ ...client, authentication: 'private_key_jwt' }] })).toBe(true);
      expect(refused({ clients: [{ ...client, jwks: { keys: [key] } }] })).toBe(true);
      expect(refused({ walletProviderKeys: [{ ...key, d: 'A' }] })).toBe(true);
      expect(refused({ walletProviderKeys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] })).toBe(true);
    });

    test('refuses a root that is no certificate', () => {
      expect(refused({ walletProviderRoots: [] })).toBe(false);
      expect(refused({ walletProviderRoots: ['AAAA'] })).toBe(true);
    });
  });
});
