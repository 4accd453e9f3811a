import { encodeBase64url, encodeUtf8, sha256, systemClock, type Signer } from '#primitives';
import { startIssuerUnderTest, TENANTS, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey } from './wallet-under-test.js';
import { AttestedInstance, newWalletProvider, type WalletProvider } from './wallet-provider.js';

/** Runs profile `haip` alone. */
export const WATER = 'eaux-fictives';
/** Runs both profiles, and needs challenges. */
export const GAS = 'gaz-fictif';
export const ATTESTED = 'https://wallet.example/app';
export const OTHER = 'https://other-wallet.example/app';
export const ASSERTED = 'https://server-wallet.example/app';
export const PUBLIC = 'https://public-wallet.example/app';
export const REDIRECT_URI = 'https://wallet.example/cb?a=b';

/** What {@link ClientsUnderTest.push} answers. */
export const ACCEPTED = { status: 201, error: undefined };
export const REFUSED = { status: 401, error: 'invalid_client' };

export interface Pushed {
  tenant?: string;
  headers?: Record<string, string> | [string, string][];
  form?: Record<string, string>;
}

/** Two tenants with clients of each kind, and the wallet provider that they trust. */
export class ClientsUnderTest {
  private constructor(
    readonly issuer: IssuerUnderTest,
    readonly provider: WalletProvider,
    /** Of the client that signs assertions. */
    readonly clientKey: Signer,
    /** Of a provider without certificates, known as `known`. */
    readonly attesterKey: Signer,
  ) {}

  static async start(databaseUrl: string): Promise<ClientsUnderTest> {
    const provider = await newWalletProvider(systemClock);
    const [clientKey, attesterKey] = [newKey(), newKey()];
    const client = (clientId: string, authentication: string) => ({
      ...{ clientId, authentication, redirectUris: [REDIRECT_URI] },
    });
    const common = {
      clients: [
        client(ATTESTED, 'attest_jwt_client_auth'),
        client(OTHER, 'attest_jwt_client_auth'),
        { ...client(ASSERTED, 'private_key_jwt'), jwks: { keys: [{ ...clientKey.publicJwk, kid: 'one' }] } },
        client(PUBLIC, 'none'),
      ],
      walletProviderRoots: [provider.root],
      walletProviderKeys: [{ ...attesterKey.publicJwk, kid: 'known' }],
    };
    const [water, gas] = TENANTS;
    const tenants = [
      { ...water, ...common, profiles: ['haip'] },
      { ...gas, ...common, profiles: ['base', 'haip'], attestationChallenges: 'required' },
    ];
    const issuer = await startIssuerUnderTest({ databaseUrl, changes: { tenants: tenants as never } });
    return new ClientsUnderTest(issuer, provider, clientKey, attesterKey);
  }

  identifier(tenant = WATER): string {
    return `${this.issuer.url}/${tenant}`;
  }

  instance(tenant = WATER, clientId = ATTESTED): AttestedInstance {
    return new AttestedInstance(this.provider, clientId, this.identifier(tenant), this.issuer.clock.now);
  }

  /** A pushed authorization request in which all but its client is right. */
  async push({ tenant = WATER, headers = {}, form = {} }: Pushed) {
    const answer = await fetch(`${this.identifier(tenant)}/par`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        ...{ response_type: 'code', redirect_uri: REDIRECT_URI, scope: 'residency', code_challenge_method: 'S256' },
        code_challenge: encodeBase64url(sha256(encodeUtf8('v'.repeat(43)))),
        ...form,
      }),
    });
    const { error } = (await answer.json()) as { error?: string };
    return { status: answer.status, error, challenge: answer.headers.get('oauth-client-attestation-challenge') };
  }

  close(): Promise<void> {
    return this.issuer.close();
  }
}
