import { describe, expect, test } from '@jest/globals';
import { identifyPublicClient } from '../src/clients/identify-public-client.js';
import type { IssuingTenant } from '../src/tenants/issuing-tenant.js';

const redirectUris = ['https://wallet.example/return'];
const tenantOf = (...profiles: ('base' | 'haip')[]) =>
  ({
    profiles,
    clients: [
      { clientId: 'public', redirectUris, authentication: 'none' },
      { clientId: 'attested', redirectUris, authentication: 'attest_jwt_client_auth' },
    ],
  }) as unknown as IssuingTenant;
const coded = (code: string) => expect.objectContaining({ code });

describe('a client that shows nothing', () => {
  test.each([['base'], ['base', 'haip']] as const)('is let in under %s, registered or not', (...profiles) => {
    const tenant = tenantOf(...profiles);
    expect(identifyPublicClient(tenant, 'public')).toMatchObject({
      clientId: 'public',
      registration: { redirectUris },
    });
    expect(identifyPublicClient(tenant, 'stranger')).toEqual({ clientId: 'stranger', method: 'none' });
    expect(identifyPublicClient(tenant, undefined)).toEqual({ clientId: undefined, method: 'none' });
  });

  test.each([
    ['public', 'client_authentication_missing'],
    ['attested', 'client_authentication_missing'],
    ['stranger', 'client_unknown'],
    [undefined, 'client_authentication_missing'],
  ])('is refused under haip alone: %s', (clientId, code) => {
    expect(() => identifyPublicClient(tenantOf('haip'), clientId)).toThrow(coded(code));
  });

  test('is refused where it is registered to authenticate, whatever the profile', () => {
    expect(() => identifyPublicClient(tenantOf('base'), 'attested')).toThrow(coded('client_authentication_missing'));
  });
});
