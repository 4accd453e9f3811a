import { encodeBase64, type PublicJwk, type Signer } from '#primitives';
import { issueMdoc, openId4VpTranscript, presentMdoc, type MdocToIssue, type OpenId4VpSession } from '#mdoc';
import { makeAuthority, makeKey, makeLeaf, type TestAuthority, type TestKey } from '../../../test/guards/keys.js';

/** 2026-06-15T12:00:00Z */
export const NOW = 1_781_524_800;
export const DOC_TYPE = 'eu.europa.ec.av.1';
export const NAMESPACE = 'eu.europa.ec.av.1';

export const SESSION: OpenId4VpSession = {
  clientId: 'x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk',
  presentationNonce: 'n-0S6_WzA2Mj',
  encryptionKeyThumbprint: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  responseUri: 'https://verifier.example/banque-du-moulin/responses/1',
};

export interface Example {
  root: TestAuthority;
  documentSigner: TestKey;
  x5c: string[];
  device: TestKey;
}

export async function makeExample(): Promise<Example> {
  const [root, documentSigner, device] = await Promise.all([makeAuthority('Root,C=FR'), makeKey(), makeKey()]);
  return { root, documentSigner, device, x5c: [await makeLeaf('Eau', documentSigner, root)] };
}

export const AGES = { age_over_12: true, age_over_14: true, age_over_16: true, age_over_18: true, age_over_21: false, age_over_65: false }; // prettier-ignore

export function issueExample(
  { documentSigner, device, x5c }: Example,
  changed: Partial<MdocToIssue> = {},
  signer: Pick<Signer, 'suite' | 'sign'> = documentSigner,
): Promise<string> {
  const toIssue: MdocToIssue = {
    docType: DOC_TYPE,
    nameSpaces: { [NAMESPACE]: AGES },
    deviceKey: device.publicJwk,
    issuedAt: NOW - (NOW % 86_400),
    expiresAt: NOW - (NOW % 86_400) + 90 * 86_400,
    x5c,
    ...changed,
  };
  return issueMdoc(toIssue, { signer, random: (length) => crypto.getRandomValues(new Uint8Array(length)) });
}

export function presentExample(
  issuerSigned: string,
  signer: Pick<Signer, 'suite' | 'sign'>,
  disclose: readonly string[] = ['age_over_18'],
): Promise<string> {
  return presentMdoc({
    issuerSigned,
    disclose: disclose.map((identifier) => [NAMESPACE, identifier]),
    sessionTranscript: openId4VpTranscript(SESSION),
    signer,
  });
}

export async function privateJwk({ pair }: TestKey): Promise<PublicJwk & { d: string }> {
  return (await crypto.subtle.exportKey('jwk', pair.privateKey)) as PublicJwk & { d: string };
}

export function rootDer({ certificate }: TestAuthority): string {
  return encodeBase64(new Uint8Array(certificate.rawData));
}
