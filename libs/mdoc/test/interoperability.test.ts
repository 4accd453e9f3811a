import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  CoseKey,
  DeviceKey,
  DeviceRequest,
  DeviceResponse,
  DocRequest,
  Holder,
  Issuer,
  IssuerSigned,
  ItemsRequest,
  SessionTranscript,
  SignatureAlgorithm,
  Verifier,
} from '@owf/mdoc';
import { jwkFromCoseKey } from '#cbor';
import {
  discloseElements,
  openId4VpTranscript,
  parseDeviceResponse,
  parseIssuerSigned,
  verifyDeviceSignature,
  verifyIssuerAuth,
} from '#mdoc';
import { decodeBase64, decodeBase64url, encodeHex, verifyWithWebCrypto } from '#primitives';
import { AGES, DOC_TYPE, issueExample, makeExample, NAMESPACE, NOW, presentExample, privateJwk, rootDer, SESSION, type Example } from './make-example.js'; // prettier-ignore
import { peerContext } from './peer-context.js';

let example: Example;
beforeAll(async () => {
  example = await makeExample();
});

const peerTranscript = () =>
  SessionTranscript.forOid4Vp(
    {
      clientId: SESSION.clientId,
      nonce: SESSION.presentationNonce,
      responseUri: SESSION.responseUri,
      jwkThumbprint: decodeBase64url(SESSION.encryptionKeyThumbprint ?? ''),
    },
    peerContext,
  );

const deviceRequest = () =>
  DeviceRequest.create({
    docRequests: [
      DocRequest.create({
        itemsRequest: ItemsRequest.create({ docType: DOC_TYPE, namespaces: { [NAMESPACE]: { age_over_18: false } } }),
      }),
    ],
  });

async function issueByPeer(): Promise<IssuerSigned> {
  const today = new Date((NOW - (NOW % 86_400)) * 1000);
  const issuer = new Issuer(DOC_TYPE, peerContext);
  issuer.addIssuerNamespace(NAMESPACE, AGES);
  return issuer.sign({
    signingKey: CoseKey.fromJwk({ ...(await privateJwk(example.documentSigner)) }),
    algorithm: SignatureAlgorithm.ES256,
    digestAlgorithm: 'SHA-256',
    validityInfo: { signed: today, validFrom: today, validUntil: new Date(today.getTime() + 90 * 86_400_000) },
    deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...example.device.publicJwk }) },
    certificates: example.x5c.map(decodeBase64),
  });
}

describe('with @owf/mdoc, which knows nothing of ours', () => {
  it('the session transcript is the same', async () => {
    expect(encodeHex((await peerTranscript()).encode())).toBe(encodeHex(openId4VpTranscript(SESSION)));
  });

  it('its holder accepts what we issue', async () => {
    const issuerSigned = await issueExample(example);
    const trustedCertificates = [decodeBase64(rootDer(example.root))];
    const now = new Date(NOW * 1000);
    await Holder.verifyIssuerSigned({ issuerSigned, trustedCertificates, now }, peerContext);
    expect(IssuerSigned.fromEncodedForOid4Vci(issuerSigned).getPrettyClaims(NAMESPACE)).toEqual(AGES);
  });

  it('its verifier accepts what our holder presents, and not for another session', async () => {
    const presentation = await presentExample(await issueExample(example), example.device);
    const deviceResponse = DeviceResponse.fromEncodedForOid4Vp(presentation);
    const trustedCertificates = [decodeBase64(rootDer(example.root))];
    const common = { deviceResponse, trustedCertificates, now: new Date(NOW * 1000) };
    const sessionTranscript = await peerTranscript();
    await Verifier.verifyDeviceResponse({ ...common, deviceRequest: deviceRequest(), sessionTranscript }, peerContext);
    const other = openId4VpTranscript({ ...SESSION, presentationNonce: 'another' });
    await expect(Verifier.verifyDeviceResponse({ ...common, sessionTranscript: other }, peerContext)).rejects.toThrow();
  });

  it('we read what it issues', async () => {
    const parsed = parseIssuerSigned((await issueByPeer()).encodedForOid4Vci);
    expect(await verifyIssuerAuth(parsed, example.documentSigner.publicJwk, verifyWithWebCrypto)).toBe(true);
    expect(discloseElements(parsed).claims).toEqual({ [NAMESPACE]: AGES });
    expect(parsed.x5c).toEqual(example.x5c);
  });

  it.each(['it', 'we'])('we verify what its holder presents of what %s issued', async (issuer) => {
    const issued =
      issuer === 'it' ? await issueByPeer() : IssuerSigned.fromEncodedForOid4Vci(await issueExample(example));
    const response = await Holder.createDeviceResponseForDeviceRequest(
      {
        deviceRequest: deviceRequest(),
        sessionTranscript: await peerTranscript(),
        issuerSigned: [issued],
        signature: { signingKey: CoseKey.fromJwk({ ...(await privateJwk(example.device)), alg: 'ES256' }) },
      },
      peerContext,
    );
    const { docType, issuerSigned, deviceSigned } = parseDeviceResponse(response.encodedForOid4Vp);
    expect(await verifyIssuerAuth(issuerSigned, example.documentSigner.publicJwk, verifyWithWebCrypto)).toBe(true);
    expect(discloseElements(issuerSigned).claims).toEqual({ [NAMESPACE]: { age_over_18: true } });
    const deviceKey = jwkFromCoseKey(issuerSigned.mso.deviceKey);
    const transcript = openId4VpTranscript(SESSION);
    expect(await verifyDeviceSignature({ docType, deviceSigned }, transcript, deviceKey, verifyWithWebCrypto)).toBe(
      true,
    );
  });
});
