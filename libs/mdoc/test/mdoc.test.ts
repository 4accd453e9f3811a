import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CborTag, decodeCbor, encodeCbor, jwkFromCoseKey, type CborValue } from '#cbor';
import {
  dcApiTranscript,
  discloseElements,
  openId4VpTranscript,
  parseDeviceResponse,
  parseIssuerSigned,
  verifyDeviceSignature,
  verifyIssuerAuth,
} from '#mdoc';
import {
  decodeBase64url,
  decodeHex,
  encodeBase64url,
  encodeHex,
  isCodedError,
  jwkThumbprint,
  verifyWithWebCrypto,
  type PublicJwk,
} from '#primitives';
import { readCertificate } from '#trust';
import annexD from '../../../test/vectors/mdoc/iso-18013-5-annex-d.json' with { type: 'json' };
import transcripts from '../../../test/vectors/mdoc/session-transcripts.json' with { type: 'json' };
import { AGES, DOC_TYPE, issueExample, makeExample, NAMESPACE, NOW, presentExample, SESSION, type Example } from './make-example.js'; // prettier-ignore

let example: Example;
beforeAll(async () => {
  example = await makeExample();
});

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return isCodedError(error) && error.fault === 'refusal' ? error.code : String(error);
  }
}

describe('the worked example of ISO/IEC 18013-5 Annex D', () => {
  const presented = () => parseDeviceResponse(encodeBase64url(decodeHex(annexD.deviceResponse)));

  it('is read, its issuer’s signature and every digest verified', async () => {
    const { docType, issuerSigned } = presented();
    expect(docType).toBe(annexD.docType);
    expect(issuerSigned.mso.docType).toBe(annexD.docType);
    const { publicJwk } = readCertificate(issuerSigned.x5c[0] ?? '');
    expect(await verifyIssuerAuth(issuerSigned, publicJwk, verifyWithWebCrypto)).toBe(true);
    expect(discloseElements(issuerSigned).claims).toEqual(annexD.claims);
    const { signed, validFrom, validUntil } = issuerSigned.mso;
    const times = [annexD.validity.signed, annexD.validity.validFrom, annexD.validity.validUntil];
    expect([signed, validFrom, validUntil]).toEqual(times.map((time) => Date.parse(time) / 1000));
  });

  it('is authenticated by a MAC, which is no signature', async () => {
    const { docType, issuerSigned, deviceSigned } = presented();
    expect(deviceSigned).toMatchObject({ hasMac: true, elementCount: 0 });
    const deviceKey = jwkFromCoseKey(issuerSigned.mso.deviceKey);
    const verify = verifyDeviceSignature({ docType, deviceSigned }, new Uint8Array(0), deviceKey, verifyWithWebCrypto);
    expect(await verify).toBe(false);
  });
});

describe('the session transcript of OpenID4VP', () => {
  const encryptionKeyThumbprint = jwkThumbprint(transcripts.encryptionKey as PublicJwk);

  it('is the specification’s example, by link and by the Digital Credentials API', () => {
    const { byLink, byDigitalCredentialsApi } = transcripts;
    expect(encodeHex(openId4VpTranscript({ ...byLink, encryptionKeyThumbprint }))).toBe(byLink.sessionTranscript);
    const byApi = dcApiTranscript({ ...byDigitalCredentialsApi, encryptionKeyThumbprint });
    expect(encodeHex(byApi)).toBe(byDigitalCredentialsApi.sessionTranscript);
  });

  it('differs where the response is not encrypted', () => {
    const bare = openId4VpTranscript({ ...transcripts.byLink, encryptionKeyThumbprint: null });
    expect(encodeHex(bare)).not.toBe(transcripts.byLink.sessionTranscript);
  });
});

describe('an issued mdoc', () => {
  it('says what it was given, under the signature of its document signer', async () => {
    const status = { idx: 7, uri: 'https://cooperative.example/status-lists/eau-des-collines/1' };
    const parsed = parseIssuerSigned(await issueExample(example, { status }));
    expect(await verifyIssuerAuth(parsed, example.documentSigner.publicJwk, verifyWithWebCrypto)).toBe(true);
    expect(await verifyIssuerAuth(parsed, example.device.publicJwk, verifyWithWebCrypto)).toBe(false);
    expect(discloseElements(parsed).claims).toEqual({ [NAMESPACE]: AGES });
    expect(parsed.x5c).toEqual(example.x5c);
    expect(jwkFromCoseKey(parsed.mso.deviceKey)).toEqual(example.device.publicJwk);
    const today = NOW - (NOW % 86_400);
    expect(parsed.mso).toMatchObject({
      docType: DOC_TYPE,
      digestAlgorithm: 'SHA-256',
      signed: today,
      validFrom: today,
      validUntil: today + 90 * 86_400,
      status: { status_list: status },
    });
  });

  it('has salts of 32 octets, none used twice, and digest ids in an order that tells nothing', async () => {
    const salts = new Set<string>();
    const firstOnes = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const { items } = parseIssuerSigned(await issueExample(example));
      expect(items.map(({ digestId }) => digestId)).toEqual([0, 1, 2, 3, 4, 5]);
      firstOnes.add(items[0]?.elementIdentifier ?? '');
      for (const { encoded } of items) {
        const { content } = decodeCbor(encoded) as CborTag;
        const salt = (decodeCbor(content as Uint8Array) as Map<string, CborValue>).get('random') as Uint8Array;
        expect(salt).toHaveLength(32);
        salts.add(encodeHex(salt));
      }
    }
    expect(salts.size).toBe(120);
    expect(firstOnes.size).toBeGreaterThan(2);
  });

  it('is the deterministic encoding of an IssuerSigned, whose times have no fractions', async () => {
    const bytes = decodeBase64url(await issueExample(example));
    const decoded = decodeCbor(bytes) as Map<string, CborValue>;
    expect([...decoded.keys()].sort()).toEqual(['issuerAuth', 'nameSpaces']);
    expect(encodeHex(encodeCbor(decoded))).toBe(encodeHex(bytes));
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain('2026-06-15T00:00:00Z');
    expect(text).not.toMatch(/T00:00:00\./);
  });
});

describe('a presented mdoc', () => {
  it('shows what was chosen, signed by the device for this session', async () => {
    const presentation = await presentExample(await issueExample(example), example.device);
    const { docType, issuerSigned, deviceSigned } = parseDeviceResponse(presentation);
    expect(docType).toBe(DOC_TYPE);
    expect(discloseElements(issuerSigned)).toEqual({
      claims: { [NAMESPACE]: { age_over_18: true } },
      disclosedPaths: [[NAMESPACE, 'age_over_18']],
    });
    const verify = (session = SESSION, key = example.device.publicJwk) =>
      verifyDeviceSignature({ docType, deviceSigned }, openId4VpTranscript(session), key, verifyWithWebCrypto);
    expect(await verify()).toBe(true);
    expect(await verify({ ...SESSION, presentationNonce: 'another' })).toBe(false);
    expect(await verify({ ...SESSION, clientId: 'x509_hash:another' })).toBe(false);
    expect(await verify({ ...SESSION, responseUri: 'https://elsewhere.example/' })).toBe(false);
    expect(await verify({ ...SESSION, encryptionKeyThumbprint: null })).toBe(false);
    expect(await verify(SESSION, example.documentSigner.publicJwk)).toBe(false);
  });

  it('may show nothing but that it is held', async () => {
    const presentation = await presentExample(await issueExample(example), example.device, []);
    const { issuerSigned } = parseDeviceResponse(presentation);
    expect(issuerSigned.items).toEqual([]);
    expect(await verifyIssuerAuth(issuerSigned, example.documentSigner.publicJwk, verifyWithWebCrypto)).toBe(true);
  });

  it('is not made for an element that is not held', async () => {
    const issued = await issueExample(example);
    await expect(presentExample(issued, example.device, ['birth_date'])).rejects.toMatchObject({
      code: 'claim_not_present',
    });
  });
});

describe('digests', () => {
  const changed = (alter: (items: ReturnType<typeof parseIssuerSigned>) => void) => async () => {
    const parsed = parseIssuerSigned(await issueExample(example));
    alter(parsed);
    return codeOf(() => discloseElements(parsed));
  };

  it.each<[string, Parameters<typeof changed>[0], string]>([
    ['an element of another digest', ({ items: [item] }) => item && (item.digestId = 5 - item.digestId), 'digest_differs'],
    ['a digest id that is not signed', ({ items: [item] }) => item && (item.digestId = 99), 'digest_missing'],
    ['a namespace that is not signed', ({ items: [item] }) => item && (item.namespace = 'org.iso.18013.5.1'), 'digest_missing'],
    ['an element given twice', ({ items }) => items[0] && items.push(items[0]), 'element_repeated'],
    ['another digest algorithm', ({ mso }) => (mso.digestAlgorithm = 'SHA-1'), 'unsupported_digest_algorithm'],
    ['a value without a form in JSON', ({ items: [item] }) => item && (item.elementValue = new CborTag(1, 1)), 'element_value_unsupported'],
  ])('refuse %s', async (_what, alter, code) => {
    expect(await changed(alter)()).toBe(code);
  }); // prettier-ignore
});

describe('foreign input', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['no base64url', '~'],
    ['a number', 'AA'],
    ['an empty map', 'oA'],
    ['an SD-JWT', 'e30.e30.AAAA~'],
  ])('is refused with a code: %s', (_what, text) => {
    for (const parse of [parseIssuerSigned, parseDeviceResponse]) {
      expect(codeOf(() => parse(text))).toMatch(/^malformed_/);
    }
  });

  it('is refused where it is too long or shows too much', async () => {
    const issued = await issueExample(example);
    expect(codeOf(() => parseIssuerSigned(issued, { maxLength: 100, maxElements: 10 }))).toBe('malformed_mdoc');
    expect(codeOf(() => parseIssuerSigned(issued, { maxLength: 9000, maxElements: 5 }))).toBe('too_many_elements');
  });

  it('is refused with a code wherever one octet of a presentation is changed, or never passes for the signed one', async () => {
    const bytes = decodeBase64url(await presentExample(await issueExample(example), example.device));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const altered = bytes.slice();
        altered[place] = (altered[place] as number) ^ change;
        expect(await isAccepted(encodeBase64url(altered))).not.toBe('as another');
      }),
      { numRuns: 400 },
    );
  });

  it('is refused with a code wherever any octets stand', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(codeOf(() => parseDeviceResponse(encodeBase64url(bytes)))).toMatch(/^(malformed|cbor|element)_/);
      }),
      { numRuns: 1000 },
    );
  });

  /** Whether it verifies, and says then what was said. */
  async function isAccepted(presentation: string): Promise<string> {
    try {
      const { docType, issuerSigned, deviceSigned } = parseDeviceResponse(presentation);
      const { claims } = discloseElements(issuerSigned);
      const signed = await verifyIssuerAuth(issuerSigned, example.documentSigner.publicJwk, verifyWithWebCrypto);
      const key = jwkFromCoseKey(issuerSigned.mso.deviceKey);
      const transcript = openId4VpTranscript(SESSION);
      const bound = await verifyDeviceSignature({ docType, deviceSigned }, transcript, key, verifyWithWebCrypto);
      if (!signed || !bound) return 'not';
      // The device signs no element: one may be lost on the way, and none can be changed or added.
      const shown = [{ [NAMESPACE]: { age_over_18: true } }, {}].map((each) => JSON.stringify(each));
      const isSame = docType === DOC_TYPE && issuerSigned.mso.docType === DOC_TYPE;
      return isSame && shown.includes(JSON.stringify(claims)) ? 'as it was' : 'as another';
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return error.code;
      throw error;
    }
  }
});
