import { describe, expect, test } from '@jest/globals';
import { describeConfig } from '#service-kit/config';
import { completeConfig, issuerConfigShape } from '../src/issuer.config.js';

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
});
