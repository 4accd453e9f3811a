import { createHash, X509Certificate } from 'node:crypto';
import { expect } from '@jest/globals';
import { CompactEncrypt, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import type { JsonObject } from '#primitives';
import { presentMdocPid, presentPid, type Binding, type PresentationChange } from './pid-credentials.js';
import type { Format, VerifierScene } from './verifier-scene.js';

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';
const REQUEST_TYPE = 'application/oauth-authz-req+jwt';
/** What the suite expects in a request by JAR; it warns of anything else. */
const EXPECTED = new Set([
  ...['response_type', 'response_mode', 'client_id', 'response_uri', 'aud', 'nonce', 'state', 'dcql_query'],
  ...['client_metadata', 'verifier_info', 'wallet_nonce', 'iat', 'exp'],
]);
/** Keys that earlier requests had: none comes twice (HAIP 1.0 §5). */
const seenKeys = new Set<string>();

type RequestPayload = JsonObject & {
  client_id: string;
  nonce: string;
  state: string;
  response_uri: string;
  response_mode: string;
  iat: number;
  exp: number;
  aud: string;
  dcql_query: { credentials: { id: string; claims: { path: string[] }[] }[] };
  client_metadata: {
    jwks?: { keys: (JWK & { kty: 'EC'; crv: 'P-256'; x: string; y: string })[] };
    vp_formats_supported: Record<string, JsonObject>;
  };
};

/** A wallet that goes the conformance suite's way through a verifier, and looks at what it is sent as the suite does. */
export class VerifierSuiteWallet {
  constructor(
    readonly scene: VerifierScene,
    readonly format: Format,
    readonly prefix: 'x509_hash' | 'x509_san_dns' = 'x509_hash',
  ) {}

  /** @param method as the module has it; the suite's other modules fetch with GET whatever the link says */
  async fetchRequest(link: string, method: 'get' | 'post' = 'get'): Promise<RequestPayload> {
    const outer = Object.fromEntries(new URLSearchParams(link.slice(link.indexOf('?') + 1)));
    expect(Object.keys(outer).sort()).toEqual(['client_id', 'request_uri', 'request_uri_method']);
    expect(outer.request_uri_method).toBe('post');
    const requestUri = outer.request_uri as string;
    expect([new URL(requestUri).protocol, new URL(requestUri).hash]).toEqual(['https:', '']);
    const walletNonce = method === 'post' ? createHash('sha256').update(requestUri).digest('base64url') : undefined;
    const answer = await this.scene.fetch(requestUri, {
      method: method.toUpperCase(),
      headers: { accept: REQUEST_TYPE, ...(walletNonce === undefined ? {} : { 'content-type': FORM }) },
      ...(walletNonce === undefined ? {} : { body: new URLSearchParams({ wallet_nonce: walletNonce }).toString() }),
    });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, REQUEST_TYPE]);
    const payload = await this.#verify(await answer.text());
    expect(payload.client_id).toBe(outer.client_id);
    expect(payload.wallet_nonce).toBe(walletNonce);
    return payload;
  }

  /** ValidateRequestObjectSignatureAgainstX5cHeader and what goes with it. */
  async #verify(compact: string): Promise<RequestPayload> {
    const header = decodeProtectedHeader(compact);
    expect([header.typ, header.alg]).toEqual(['oauth-authz-req+jwt', 'ES256']);
    const [leaf, ...rest] = (header.x5c ?? []).map((der) => new X509Certificate(Buffer.from(der, 'base64')));
    if (leaf === undefined) throw new Error('no certificate');
    const [root = ''] = this.scene.setting.cooperative.trustFile.accessRoots;
    const anchor = new X509Certificate(Buffer.from(root, 'base64'));
    // HAIP 1.0 §5: the anchor is not sent, and the leaf does not sign itself.
    expect([...rest, leaf].some((one) => one.fingerprint256 === anchor.fingerprint256)).toBe(false);
    expect([leaf.verify(leaf.publicKey), (rest.at(-1) ?? leaf).verify(anchor.publicKey)]).toEqual([false, true]);
    const { payload } = await compactVerify(compact, leaf.publicKey);
    const request = JSON.parse(new TextDecoder().decode(payload)) as RequestPayload;
    const names = {
      x509_hash: `x509_hash:${createHash('sha256').update(leaf.raw).digest('base64url')}`,
      x509_san_dns: 'x509_san_dns:localhost',
    };
    expect(request.client_id).toBe(names[this.prefix]);
    if (this.prefix === 'x509_san_dns') expect(leaf.checkHost('localhost', { subject: 'never' })).toBe('localhost');
    return request;
  }

  /** The rest of what every module looks at before it answers. */
  look(request: RequestPayload): void {
    expect(Object.keys(request).filter((name) => !EXPECTED.has(name))).toEqual([]);
    const now = this.scene.now();
    expect([request.response_type, request.aud]).toEqual(['vp_token', 'https://self-issued.me/v2']);
    expect(request.nonce).toMatch(/^[A-Za-z0-9_~.-]{22,128}$/);
    expect(Math.abs(request.iat - now)).toBeLessThanOrEqual(5);
    expect(request.exp - now).toBeGreaterThan(0);
    const responseUri = new URL(request.response_uri);
    expect([responseUri.protocol, responseUri.hash, responseUri.hostname]).toEqual(['https:', '', 'localhost']);
    for (const { format, data } of request.verifier_info as { format: unknown; data: unknown }[]) {
      expect([typeof format, typeof data]).toEqual(['string', 'object']);
    }
    const { client_metadata: metadata } = request;
    expect(Object.keys(metadata.vp_formats_supported)).toEqual([this.format]);
    expect(metadata.vp_formats_supported[this.format]).toEqual(
      this.format === 'mso_mdoc'
        ? { issuerauth_alg_values: [-7, -9], deviceauth_alg_values: [-7, -9] }
        : { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
    );
    const isEncrypted = request.response_mode === 'direct_post.jwt';
    const members = isEncrypted ? ['encrypted_response_enc_values_supported', 'jwks'] : [];
    expect(Object.keys(metadata).sort()).toEqual([...members, 'vp_formats_supported']);
    if (!isEncrypted) return;
    expect(Object(metadata)).toMatchObject({ encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'] });
    for (const key of metadata.jwks?.keys ?? []) {
      const { x, y, kid, ...rest } = key;
      expect([rest, typeof kid, typeof y]).toEqual([
        { kty: 'EC', crv: 'P-256', alg: 'ECDH-ES', use: 'enc' },
        'string',
        'string',
      ]);
      expect(seenKeys.has(x)).toBe(false);
      seenKeys.add(x);
    }
  }

  /** Presents as the module says, and posts it. */
  async respond(request: RequestPayload, change: PresentationChange = {}): Promise<Response> {
    const [query] = request.dcql_query.credentials;
    const key = request.client_metadata.jwks?.keys[0];
    const binding: Binding = {
      ...{ clientId: request.client_id, presentationNonce: request.nonce, responseUri: request.response_uri },
      encryptionKey: key === undefined ? null : { kty: key.kty, crv: key.crv, x: key.x, y: key.y },
      claims: (query?.claims ?? []).map(({ path }) => path.at(-1) as string),
      now: this.scene.now(),
    };
    const present = this.format === 'mso_mdoc' ? presentMdocPid : presentPid;
    const presented = await present(this.scene.provider, binding, change);
    const content = { vp_token: { [query?.id ?? '']: [presented] }, state: request.state };
    return this.post(
      request,
      key === undefined ? inClear(content) : { response: await encrypt(content, key, request) },
    );
  }

  post(request: RequestPayload, form: Record<string, string>): Promise<Response> {
    const init = { method: 'POST', headers: { 'content-type': FORM }, body: new URLSearchParams(form).toString() };
    return this.scene.fetch(request.response_uri, init);
  }
}

function inClear({ vp_token, state }: { vp_token: object; state: string }): Record<string, string> {
  return { vp_token: JSON.stringify(vp_token), state };
}

/** With the party names that the suite puts into the header, which go into the key. */
async function encrypt(content: object, key: JWK, { nonce }: RequestPayload): Promise<string> {
  return new CompactEncrypt(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM', kid: key.kid })
    .setKeyManagementParameters({ apu: Buffer.from('mdoc-generated-nonce'), apv: Buffer.from(nonce) })
    .encrypt(await importJWK({ ...key, use: undefined }, 'ECDH-ES'));
}
