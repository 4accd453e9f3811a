import { describe, expect, it } from '@jest/globals';
import { createDidResolver, didJwkOf, didKeyOf, didWebOf, documentUrlOfDidWeb, openSigningKey } from '#identity';
import { decodeHex } from '#primitives';

const DID = 'did:web:localhost%3A4001:eaux';
const documents = new Map([['http://localhost:4001/eaux/did.json', JSON.stringify({ id: DID, '@context': [] })]]);
const resolver = createDidResolver(async ({ href }) => {
  const text = documents.get(href);
  if (text === undefined) throw new Error('not found');
  return text;
});

async function errorOf(did: string): Promise<unknown> {
  const { didResolutionMetadata, didDocument } = await resolver.resolve(did);
  expect(didDocument).toBeNull();
  return (didResolutionMetadata as { code?: string }).code ?? didResolutionMetadata.error;
}

describe('did:key', () => {
  it('resolves the P-256 example of the did:key specification', async () => {
    // W3C CCG did:key, test vectors, nist-curves.json.
    const did = 'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169';
    const { didDocument } = await resolver.resolve(did);
    expect(didDocument?.verificationMethod?.[0]).toEqual({
      id: `${did}#${did.slice('did:key:'.length)}`,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: {
        kty: 'EC',
        crv: 'P-256',
        x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
        y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
      },
    });
  });

  it('resolves the Ed25519 example of the did:key specification', async () => {
    const { didDocument } = await resolver.resolve('did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp');
    expect(didDocument?.verificationMethod?.[0]?.publicKeyJwk).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik',
    });
  });

  it('keeps coordinates that begin with zeros', async () => {
    const scalar = (tried: number) => decodeHex(tried.toString(16).padStart(64, '0'));
    for (let tried = 1, found = 0; found < 3; tried++) {
      const { publicJwk } = openSigningKey('Secp256r1', scalar(tried));
      if (!publicJwk.x.startsWith('A')) continue;
      found++;
      const { didDocument } = await resolver.resolve(didKeyOf(publicJwk));
      expect(didDocument?.verificationMethod?.[0]?.publicKeyJwk).toEqual(publicJwk);
    }
  });

  it('refuses other kinds of key, points off the curve and foreign characters', async () => {
    expect(await errorOf('did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme')).toBe('unsupported_key');
    expect(await errorOf('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU216')).toBe('unsupported_key');
    expect(await errorOf('did:key:z0OIl')).toBe('malformed_base58');
    expect(await errorOf('did:key:m123')).toBe('malformed_did');
  });
});

describe('did:jwk', () => {
  it('resolves to its own key', async () => {
    const { publicJwk } = openSigningKey('Secp256r1', decodeHex('07'.repeat(32)));
    const did = didJwkOf(publicJwk);
    const { didDocument } = await resolver.resolve(did);
    expect(didDocument?.id).toBe(did);
    expect(didDocument?.assertionMethod).toEqual([`${did}#0`]);
    expect(didDocument?.verificationMethod?.[0]?.publicKeyJwk).toEqual(publicJwk);
  });

  it('refuses garbage, other curves and private keys', async () => {
    const of = (text: string) => `did:jwk:${Buffer.from(text).toString('base64url')}`;
    expect(await errorOf(of('<script>'))).toBe('malformed_json');
    expect(await errorOf(of('{"kty":"EC","crv":"secp256k1","x":"a","y":"b"}'))).toBe('unsupported_key');
    expect(await errorOf(of('{"kty":"OKP","crv":"Ed25519","x":"a","d":"b"}'))).toBe('malformed_did');
    expect(await errorOf(of('{"kty":"EC","crv":"P-256","x":"a"}'))).toBe('malformed_did');
  });
});

describe('did:web', () => {
  it('goes from public identifier to DID and on to the document', () => {
    expect(didWebOf('http://localhost:4001/eaux')).toBe(DID);
    expect(didWebOf('https://eaux.example/')).toBe('did:web:eaux.example');
    expect(documentUrlOfDidWeb(DID).href).toBe('http://localhost:4001/eaux/did.json');
    expect(documentUrlOfDidWeb('did:web:eaux.example').href).toBe('https://eaux.example/.well-known/did.json');
    expect(documentUrlOfDidWeb('did:web:eaux.example%3A8443:a:b').href).toBe('https://eaux.example:8443/a/b/did.json');
  });

  it('resolves to the fetched document', async () => {
    expect((await resolver.resolve(DID)).didDocument?.id).toBe(DID);
  });

  it('refuses a path that leaves its place, credentials, queries and plain http elsewhere', async () => {
    for (const did of [
      'did:web:a.example:..',
      'did:web:a.example:x%2Fy',
      'did:web:u%40a.example',
      'did:web:a.example%3A',
    ]) {
      expect(() => documentUrlOfDidWeb(did)).toThrow(expect.objectContaining({ code: 'malformed_did' }));
    }
    expect(() => didWebOf('http://eaux.example/x')).toThrow(expect.objectContaining({ code: 'insecure_url' }));
    expect(() => didWebOf('https://eaux.example/x?y')).toThrow(expect.objectContaining({ code: 'malformed_did' }));
  });

  it('says where a document is missing, of another DID, or garbage', async () => {
    documents.set('https://other.example/.well-known/did.json', JSON.stringify({ id: DID }));
    documents.set('https://garbage.example/.well-known/did.json', '['.repeat(100));
    expect(await errorOf('did:web:missing.example')).toBe('did_not_found');
    expect(await errorOf('did:web:other.example')).toBe('did_of_another');
    expect(await errorOf('did:web:garbage.example')).toBe('json_too_deep');
  });

  it('does not know other methods', async () => {
    expect(await errorOf('did:example:1')).toBe('unsupportedDidMethod');
  });
});
