import { createAuthorizationRequestLink, createRequestObject, parseDcqlQuery, requestObjectPayload } from '#openid4vp';
import { createJws } from '#primitives';
import { makeAuthority, makeKey, makeLeaf } from '../guards/keys.js';

const COORDINATE = 'A'.repeat(43);
const QUERY = parseDcqlQuery({
  credentials: [
    {
      id: 'credential_0',
      format: 'dc+sd-jwt',
      meta: { vct_values: ['urn:incola:residency:1'] },
      claims: [{ path: ['address_canonical'], values: ['fr1:12|RUE DES ESSAIS|01200|VALSERINE'] }],
    },
  ],
});

/** Well-formed samples of what travels between wallet and verifier; nobody in them exists. */
export const REQUEST_SAMPLES = {
  directPost: [
    'response=eyJhbGciOiJFQ0RILUVTIn0..aa.bb.cc&state=abc',
    'vp_token=%7B%22a%22%3A%5B%22x~y~z%22%5D%7D&state=abc',
    'error=access_denied&error_description=no&state=abc',
  ],
  response: [
    '{"vp_token":{"credential_0":["a.b.c~d~e.f.g"]},"state":"abc"}',
    '{"error":"access_denied","state":"abc"}',
  ],
  walletMetadata: [
    JSON.stringify({
      vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] } },
      client_id_prefixes_supported: ['x509_hash'],
      request_object_signing_alg_values_supported: ['ES256'],
      response_types_supported: ['vp_token'],
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: COORDINATE, y: COORDINATE, kid: '1', alg: 'ECDH-ES', use: 'enc' }] },
    }),
  ],
  link: [
    createAuthorizationRequestLink({
      clientId: `x509_hash:${COORDINATE}`,
      requestUri: 'https://verifier.example/bank/requests/1',
      requestUriMethod: 'post',
    }),
  ],
  statusList: ['eyJhbGciOiJFUzI1NiIsInR5cCI6InN0YXR1c2xpc3Qrand0In0.eyJzdGF0dXNfbGlzdCI6eyJiaXRzIjoxfX0.AAAA'],
  async requestObject(): Promise<string[]> {
    const [key, root] = await Promise.all([makeKey(), makeAuthority('Root')]);
    const payload = requestObjectPayload({
      clientId: 'x509_hash:unknown',
      responseUri: 'https://verifier.example/bank/responses/1',
      presentationNonce: COORDINATE,
      stateParameter: 'abc',
      dcqlQuery: QUERY,
      encryptionKey: { kty: 'EC', crv: 'P-256', x: COORDINATE, y: COORDINATE, kid: '1', alg: 'ECDH-ES', use: 'enc' },
      verifierInfo: [{ format: 'other', data: { a: 1 } }],
      issuedAt: 1_781_524_800,
      expiresAt: 1_781_525_400,
    });
    const leaf = await makeLeaf('Bank', key, root);
    const signed = await createRequestObject(payload, { signer: key, x5c: [leaf] });
    return [signed, await createJws({ typ: 'oauth-authz-req+jwt' }, { response_type: 'vp_token' }, key)];
  },
  async certificate(): Promise<string> {
    return makeLeaf('Bank', await makeKey(), await makeAuthority('Root'));
  },
};
