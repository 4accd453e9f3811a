import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Holder } from '@owf/mdoc';
import { jwkFromCoseKey } from '#cbor';
import { verifyWithNodeCrypto } from '#identity';
import { discloseElements, openId4VpTranscript, parseIssuerSigned, presentMdoc, verifyIssuerAuth } from '#mdoc';
import { createCredentialRequest } from '#openid4vci';
import { decodeBase64, secondsOf, type Signer } from '#primitives';
import { keyDigest, validateChain } from '#trust';
import { verifyPresentation } from '#verification';
import { peerContext } from '../../../libs/mdoc/test/peer-context.js';
import { RESPONSE_URI, WATER } from '../../../test/guards/make-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';
import { customer, HEADER } from './intake-fixture.js';
import { startIssuerUnderTest, TENANTS, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const TENANT = 'eaux-fictives';
const CONFIGURATION = 'proof_of_age';
const DOC_TYPE = 'eu.europa.ec.av.1';
const DAY = 86_400;
const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;

let issuer: IssuerUnderTest;
let keys: Signer[];
let credentials: string[];

beforeAll(async () => {
  const tenants = TENANTS.map((tenant) => ({ ...tenant, credentialTypes: ['residency', 'age'] })) as never;
  issuer = await startIssuerUnderTest({ changes: { tenants } });
  // Born in 2007: over 18 and not over 21 at the time of this test, and for some years.
  const row = `${customer(1)};2007-01-01;identity_document;substantial;2025-06-01`;
  await issuer.manage(TENANT, 'POST', '/imports', `${BIRTH_HEADER}\n${row}`);
  const found = await issuer.manage(TENANT, 'POST', '/subject-records/search', { customerNumber: 'C-0001' });
  const subjectRecordId = ((await found.json()) as { items: { id: string }[] }).items[0]?.id;
  const offered = await issuer.manage(TENANT, 'POST', '/offers', { subjectRecordId, credentialTypeId: 'age' });
  const wallet = new WalletUnderTest(issuer, TENANT);
  const accessToken = await wallet.accessToken((await offered.json()) as CreatedOfferAnswer);
  keys = [newKey(), newKey(), newKey()];
  const keyProofs = await wallet.keyProofs(keys);
  const request = createCredentialRequest({ credentialConfigurationId: CONFIGURATION, keyProofs });
  const answer = await wallet.credentials(accessToken, request);
  expect(answer.status).toBe(200);
  const issued = (await answer.json()) as { credentials: { credential: string }[] };
  credentials = issued.credentials.map(({ credential }) => credential);
});
afterAll(() => issuer.close());

describe('a proof of age as an mdoc', () => {
  test('is announced as the EU’s profile has it, with numbers of COSE', async () => {
    const metadata = await fetch(`${issuer.url}/.well-known/openid-credential-issuer/${TENANT}`);
    const read = (await metadata.json()) as { credential_configurations_supported: Record<string, unknown> };
    expect(read.credential_configurations_supported[CONFIGURATION]).toMatchObject({
      format: 'mso_mdoc',
      doctype: DOC_TYPE,
      credential_signing_alg_values_supported: [-7],
      cryptographic_binding_methods_supported: ['cose_key'],
    });
  });

  test('is base64url of an IssuerSigned by the tenant’s document signer, one for each key, the same data in each', async () => {
    expect(credentials).toHaveLength(keys.length);
    const now = secondsOf(issuer.clock.now);
    for (const [index, credential] of credentials.entries()) {
      expect(credential).toMatch(/^[A-Za-z0-9_-]+$/);
      const parsed = parseIssuerSigned(credential);
      const chain = await validateChain(parsed.x5c, [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
      if (chain.outcome !== 'trusted') throw new Error(chain.code);
      expect(await verifyIssuerAuth(parsed, chain.leaf.publicJwk, verifyWithNodeCrypto)).toBe(true);
      expect(jwkFromCoseKey(parsed.mso.deviceKey)).toEqual(bare(keys[index] as Signer));
      expect(discloseElements(parsed).claims).toEqual({
        [DOC_TYPE]: {
          age_over_12: true,
          age_over_14: true,
          age_over_16: true,
          age_over_18: true,
          age_over_21: false,
          age_over_65: false,
        },
      });
      const { signed, validFrom, validUntil, docType, status } = parsed.mso;
      expect([docType, status, validFrom - signed, signed % DAY]).toEqual([DOC_TYPE, undefined, 0, 0]);
      expect(validUntil - signed).toBeLessThanOrEqual(92 * DAY);
      expect(signed).toBeGreaterThanOrEqual(chain.leaf.notBefore);
    }
    expect(new Set(credentials).size).toBe(credentials.length);
  });

  test('is accepted by another library’s wallet', async () => {
    const [issuerSigned = ''] = credentials;
    const trustedCertificates = [decodeBase64(issuer.issuingRoot)];
    await Holder.verifyIssuerSigned(
      { issuerSigned, trustedCertificates, now: new Date(issuer.clock.now()) },
      peerContext,
    );
  });

  test('is verified when its holder presents it, and for nobody else’s request', async () => {
    const { asked, trust } = await askVerifier();
    const { clientId, presentationNonce, encryptionKeyThumbprint } = asked;
    const session = { clientId, presentationNonce, responseUri: RESPONSE_URI, encryptionKeyThumbprint };
    const present = (sessionTranscript: Uint8Array) =>
      presentMdoc({
        issuerSigned: credentials[0] ?? '',
        disclose: [[DOC_TYPE, 'age_over_18']],
        sessionTranscript,
        signer: keys[0] as Signer,
      });
    const verify = async (presentation: string) =>
      verifyPresentation({ asked, vpToken: { residency: [presentation] } }, trust, issuer.clock.now);
    const outcome = await verify(await present(openId4VpTranscript(session)));
    expect(outcome.verdicts.filter((verdict) => verdict.outcome !== 'passed')).toEqual([]);
    expect(outcome.credentials).toMatchObject([{ vct: DOC_TYPE, claims: { [DOC_TYPE]: { age_over_18: true } } }]);
    const elsewhere = await verify(await present(openId4VpTranscript({ ...session, clientId: 'x509_hash:another' })));
    expect(elsewhere.verdicts.filter((verdict) => verdict.outcome === 'failed')).toMatchObject([
      { check: 'device-signature', code: 'device_signature_invalid' },
    ]);
  });
});

/** A verifier that asks for an age and whose registry knows this issuer. */
async function askVerifier() {
  const now = secondsOf(issuer.clock.now);
  const { x5c } = parseIssuerSigned(credentials[0] ?? '');
  const chain = await validateChain(x5c, [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
  if (chain.outcome !== 'trusted') throw new Error(chain.code);
  const { publicJwk } = chain.leaf;
  const { input, trust } = await prepare((plan) => {
    plan.issuingRoots = [issuer.issuingRoot];
    plan.state.asOf = now;
    plan.typesWithoutStatus.add(DOC_TYPE);
    const water = plan.state.issuers.get(WATER);
    if (water) water.keys = [{ digest: keyDigest(publicJwk), from: 0, until: null }];
  }, 'mso_mdoc');
  return { asked: input.asked, trust };
}

function bare({ publicJwk }: Signer) {
  const { kty, crv, x } = publicJwk;
  return publicJwk.kty === 'EC' ? { kty, crv, x, y: publicJwk.y } : { kty, crv, x };
}
