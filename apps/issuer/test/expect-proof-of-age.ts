import { expect } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import { openId4VpTranscript, presentMdoc } from '#mdoc';
import type { Signer } from '#primitives';
import { DEFAULT_POLICY, verifyPresentation } from '#verification';
import type { IssuerUnderTest } from './issuer-under-test.js';

const DOC_TYPE = 'eu.europa.ec.av.1';

/** Shows a proof of age to somebody who believes this issuer because it stands on a list, and is a member of nothing. */
export async function expectProofOfAge(issuer: IssuerUnderTest, issuerSigned: string, signer: Signer): Promise<void> {
  const session = {
    ...{ clientId: 'x509_san_dns:shop.example', presentationNonce: 'A'.repeat(43), encryptionKeyThumbprint: null },
    responseUri: 'https://shop.example/answer',
  };
  const path = [DOC_TYPE, 'age_over_18'];
  const query = { id: 'age', format: 'mso_mdoc', meta: { doctype_value: DOC_TYPE }, claims: [{ path }] };
  const { responseUri, ...rest } = session;
  const asked = {
    ...{ ...rest, channel: { kind: 'response_uri' as const, responseUri }, dcqlQuery: { credentials: [query] } },
    ...{ contract: null, verifier: 'did:web:shop.example' },
  };
  const sessionTranscript = openId4VpTranscript(session);
  const presented = await presentMdoc({ issuerSigned, disclose: [path], sessionTranscript, signer });
  const entity = {
    ...{ id: `${issuer.url}/eaux-fictives`, name: 'Eaux Fictives', list: 'eu-av', types: [DOC_TYPE] },
    ...{ anchors: [issuer.issuingRoot], from: 0, until: null, status: 'if_present' as const },
  };
  const trust = {
    ...{ issuingRoots: [], state: null, trustedEntities: [entity], statusList: () => undefined },
    ...{ typesWithoutStatus: new Set([DOC_TYPE]), verifySignature: verifyWithNodeCrypto, policy: DEFAULT_POLICY },
  };
  const outcome = await verifyPresentation({ asked, vpToken: { age: [presented] } }, trust, issuer.clock.now);
  expect(outcome.verdicts.filter((verdict) => verdict.outcome === 'failed')).toEqual([]);
  expect(outcome.decision).toBe('verified');
  expect(outcome.credentials).toMatchObject([
    { vct: DOC_TYPE, issuerTrust: 'list', claims: { [DOC_TYPE]: { age_over_18: true } } },
  ]);
}
