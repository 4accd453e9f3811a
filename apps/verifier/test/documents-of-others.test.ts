import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { typeMetadataDocument } from '#credential-types';
import { didJwkOf, didKeyOf, didWebOf, generatePrivateBytes, openSigningKey } from '#identity';
import type { IssuerRecord } from '#ledger';
import { platformRandom } from '#primitives';
import { createGuardedFetch } from '#service-kit/fetch';
import { readCredentialTypes } from '#service-kit/schemas';
import { IssuerDocuments } from '../src/trust-refresh/issuer-documents.js';
import { TypeMetadataDocuments } from '../src/trust-refresh/type-metadata-documents.js';

const { publicJwk } = openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', platformRandom));
const other = openSigningKey('Secp256r1', generatePrivateBytes('Secp256r1', platformRandom)).publicJwk;
const types = await readCredentialTypes('schemas');
const W3C_TYPE = 'MunicipalityCredential';

/** What others serve, by path; a path without an entry is 404. */
const served = new Map<string, string>();
const asked: string[] = [];
let server: Server;
let url: string;
let did: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url as string);
    asked.push(path);
    const body = served.get(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  did = didWebOf(`${url}/water`);
});
afterAll(() => {
  server.close();
});

const outgoing = () =>
  createGuardedFetch({ outgoingOrigins: [url], serviceIsLoopback: true, timeoutMilliseconds: 2000, maxBytes: 100_000 })
    .fetch;

describe('keys of issuers’ DIDs', () => {
  const reported: string[] = [];
  const open = () =>
    new IssuerDocuments({
      fetch: outgoing(),
      w3cTypes: new Set([W3C_TYPE]),
      report: (code) => reported.push(code),
    });
  const issuer = (vct = W3C_TYPE): IssuerRecord => ({
    member: did,
    status: 'active',
    keys: [],
    mayIssue: [{ vct, from: 0, until: null }],
    statusListPrefix: `${url}/`,
  });
  const serve = (id: string, methods: unknown[]) =>
    served.set('/water/did.json', JSON.stringify({ id, verificationMethod: methods }));

  test('are those of the document that was fetched before, by a timer', async () => {
    const documents = open();
    serve(did, [
      { id: `${did}#a`, publicKeyJwk: publicJwk },
      { id: '#b', publicKeyJwk: other },
    ]);
    expect(documents.keyOf(`${did}#a`)).toBeUndefined();
    await documents.refresh([issuer()], 1);
    expect(documents.keyOf(`${did}#a`)).toEqual(publicJwk);
    expect(documents.keyOf(`${did}#b`)).toEqual(other);
    serve(did, [{ id: `${did}#b`, publicKeyJwk: other }]);
    await documents.refresh([issuer()], 1);
    expect(documents.keyOf(`${did}#a`)).toBeUndefined();
    served.clear();
    await documents.refresh([issuer()], 1);
    expect(documents.keyOf(`${did}#b`)).toEqual(other);
    expect(reported).toContain('did_document_unavailable');
  });

  test.each([
    ['of another DID', () => serve('did:web:other.example', [{ id: '#a', publicKeyJwk: publicJwk }]), 'did_of_another'],
    ['that is none', () => served.set('/water/did.json', '[]'), 'json_not_an_object'],
    ['of another shape', () => served.set('/water/did.json', '{"id":7}'), 'malformed_did_document'],
  ])('are refused from a document %s', async (_what, prepareDocument, code) => {
    const documents = open();
    prepareDocument();
    await documents.refresh([issuer()], 1);
    expect(documents.keyOf(`${did}#a`)).toBeUndefined();
    expect(reported.at(-1)).toBe(code);
  });

  test('of other DIDs and other kinds are left out', async () => {
    const documents = open();
    serve(did, [
      { id: 'did:web:other.example#a', publicKeyJwk: publicJwk },
      { id: '#b', publicKeyJwk: { kty: 'RSA', n: 'x' } },
      { id: '#c' },
    ]);
    await documents.refresh([issuer()], 1);
    for (const keyId of ['did:web:other.example#a', `${did}#b`, `${did}#c`])
      expect(documents.keyOf(keyId)).toBeUndefined();
  });

  test('are not asked of who may issue no W3C credential', async () => {
    asked.length = 0;
    await open().refresh([issuer('urn:incola:residency:1')], 1);
    expect(asked).toEqual([]);
  });

  test('are in the DID itself where it is nothing but a key', () => {
    const documents = open();
    for (const one of [didKeyOf(publicJwk), didJwkOf(publicJwk)])
      expect(documents.keyOf(`${one}#0`)).toEqual(publicJwk);
    for (const one of ['did:key:zzz', 'did:jwk:e30', 'did:example:x', ''])
      expect(documents.keyOf(`${one}#0`)).toBeUndefined();
  });
});

describe('documents of type metadata', () => {
  const reported: string[] = [];
  const residency = types.find(({ id }) => id === 'residency');
  if (residency === undefined) throw new Error('there is a residency type');
  const newer = typeMetadataDocument({ ...residency, name: { en: 'Newer', fr: 'Plus récent' } });
  const open = () =>
    new TypeMetadataDocuments(types, { cooperativeUrl: url, fetch: outgoing(), report: (code) => reported.push(code) });
  const list = (integrity: string) => JSON.stringify({ items: [{ id: 'residency', vct: newer.vct, integrity }] });
  const LIST = '/api/v1/credential-types';

  test('are the own ones, and the newer ones of the registry beside them', async () => {
    const documents = open();
    const own = documents.of(residency.vct);
    expect(own.map(({ integrity }) => integrity)).toEqual([typeMetadataDocument(residency).integrity]);
    served.set(LIST, list(newer.integrity)).set(`${LIST}/${newer.vct}`, newer.text);
    await documents.refresh();
    expect(documents.of(residency.vct).map(({ integrity }) => integrity)).toEqual([own[0]?.integrity, newer.integrity]);
    asked.length = 0;
    await documents.refresh();
    expect(asked).toEqual([LIST]);
  });

  test('are refused where the registry lists another than it serves', async () => {
    const documents = open();
    served.set(`${LIST}/${newer.vct}`, `${newer.text} `);
    await documents.refresh();
    expect(reported.at(-1)).toBe('type_metadata_differs');
    expect(documents.of(residency.vct)).toHaveLength(1);
  });

  test('stay where the registry cannot be reached', async () => {
    const documents = open();
    served.clear();
    await documents.refresh();
    expect(reported.at(-1)).toBe('type_metadata_unavailable');
    expect(documents.of(residency.vct)).toHaveLength(1);
  });
});
