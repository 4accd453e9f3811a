import { createHash, verify, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Holder } from '@owf/mdoc';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { decodeBase64, systemClock, type Signer } from '#primitives';
import { WATER } from '../../apps/issuer/test/citizen-browser.js';
import { startIssuerUnderTest, type IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { newWalletProvider } from '../../apps/issuer/test/wallet-provider.js';
import { newKey } from '../../apps/issuer/test/wallet-under-test.js';
import { peerContext } from '../../libs/mdoc/test/peer-context.js';
import { CitizenUnderTest } from './citizen-under-test.js';
import { IoWallet, type IssuerEndpoints } from './io-wallet.js';

const REDIRECT_URI = 'https://io-wallet.example/back';

/**
 * A wallet under HAIP alone. What it leaves to others, by its choice and not by the texts that we follow: metadata, which it
 * reads from https only and with the well-known part at the end of the address, where OpenID4VCI 1.0 §12.2.2 and RFC 8414 §3.1
 * put it before the path; offers, of which it takes only those whose grant has a `scope`, which §4.1.1 knows not; nonces; and
 * looking at credentials, which the two libraries of other makers do here.
 */
describe('our issuer with a wallet of @pagopa/io-wallet-oid4vci 1.2.1', () => {
  let issuer: IssuerUnderTest;
  let wallet: IoWallet;
  let instanceKey: Signer;
  let citizen: CitizenUnderTest;

  beforeAll(async () => {
    const provider = await newWalletProvider(systemClock);
    instanceKey = newKey();
    const client = { clientId: IoWallet.clientIdOf(instanceKey), redirectUris: [REDIRECT_URI] };
    const tenant = {
      ...{ slug: WATER, name: 'Eaux Fictives', legalId: 'FICTIF-1', credentialTypes: ['residency', 'age'] },
      ...{ profiles: ['haip'], clients: [{ ...client, authentication: 'attest_jwt_client_auth' }] },
      ...{ walletProviderRoots: [provider.root], requireKeyAttestation: { keyStorage: ['iso_18045_high'] } },
    };
    issuer = await startIssuerUnderTest({ changes: { tenants: [tenant] as never, statusListSize: 1024 } });
    citizen = await CitizenUnderTest.register(issuer);
    wallet = new IoWallet(await endpoints(), provider, REDIRECT_URI, instanceKey);
  });
  afterAll(() => issuer.close());

  test('gives it a residency of which @sd-jwt/sd-jwt-vc finds signature, times and status right', async () => {
    const credentials = await receive('residency');
    expect(credentials).toHaveLength(2);
    for (const credential of credentials) {
      const { payload } = await verifySdJwtVc(credential);
      expect(payload).toMatchObject({ vct: 'urn:incola:residency:1', family_name: 'Fictiveb' });
    }
  });

  test('gives it a proof of age that the holder of @owf/mdoc accepts', async () => {
    const credentials = await receive('proof_of_age');
    expect(credentials).toHaveLength(2);
    const trustedCertificates = [decodeBase64(issuer.issuingRoot)];
    const now = new Date(issuer.clock.now());
    for (const issuerSigned of credentials) {
      await Holder.verifyIssuerSigned({ issuerSigned, trustedCertificates, now }, peerContext);
    }
  });

  test('refuses it where a provider attests it that nobody trusts', async () => {
    const stranger = await newWalletProvider(systemClock);
    const other = new IoWallet(await endpoints(), stranger, REDIRECT_URI, instanceKey);
    await expect(other.begin('residency')).rejects.toThrow(/invalid_client|401/);
  });

  async function receive(credentialConfigurationId: string): Promise<string[]> {
    const begun = await wallet.begin(credentialConfigurationId);
    const location = await citizen.signIn(wallet.clientId, begun.requestUri);
    return wallet.receive(await wallet.accessToken(location, begun));
  }

  async function endpoints(): Promise<IssuerEndpoints> {
    const read = async (name: string) => {
      const answer = await fetch(`${issuer.url}/.well-known/${name}/${WATER}`);
      return (await answer.json()) as IssuerEndpoints;
    };
    return { ...(await read('openid-credential-issuer')), ...(await read('oauth-authorization-server')) };
  }

  async function verifySdJwtVc(credential: string) {
    const decoded = await new SDJwtVcInstance({ hasher }).decode(credential);
    const [certificate] = decoded.jwt?.header?.x5c as string[];
    const leaf = new X509Certificate(decodeBase64(certificate as string));
    const root = new X509Certificate(decodeBase64(issuer.issuingRoot));
    expect(leaf.verify(root.publicKey)).toBe(true);
    const key = { key: leaf.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const verifier = (signed: string, signature: string) =>
      verify('sha256', Buffer.from(signed), key, Buffer.from(signature, 'base64url'));
    return new SDJwtVcInstance({ hasher, verifier }).verify(credential);
  }
});

function hasher(content: string | ArrayBuffer, algorithm: string): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return createHash(algorithm.replace('-', '')).update(bytes).digest();
}
