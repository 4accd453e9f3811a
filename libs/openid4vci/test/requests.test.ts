import { describe, expect, test } from '@jest/globals';
import {
  PROTOCOL_ERRORS,
  createAuthorizationServerMetadata,
  createCredentialRequest,
  createDeferredCredentialRequest,
  createNotificationRequest,
  createIssuerMetadata,
  createTokenRequest,
  parseAuthorizationServerMetadata,
  parseCredentialRequest,
  parseCredentialResponse,
  parseDeferredCredentialRequest,
  parseDeferredResponse,
  parseNotificationRequest,
  parseErrorResponse,
  parseIssuerMetadata,
  parseNonceResponse,
  parseOAuthParameters,
  parseTokenRequest,
  parseTokenResponse,
} from '#openid4vci';

const coded = (code: string) => expect.objectContaining({ code });
const ISSUER = 'http://localhost:4001/eau';

describe('metadata', () => {
  test('of issuer and authorization server are what their own readers accept', () => {
    const metadata = createIssuerMetadata({
      credentialIssuer: ISSUER,
      name: 'Régie fictive',
      configurations: { residency: { format: 'dc+sd-jwt', vct: 'urn:incola:residency:1' } },
      batchSize: 10,
    });
    expect(parseIssuerMetadata(JSON.stringify(metadata), ISSUER)).toEqual(metadata);
    expect(metadata.batch_credential_issuance).toEqual({ batch_size: 10 });
    const server = createAuthorizationServerMetadata({ issuer: ISSUER, dpopAlgorithms: ['ES256'] });
    expect(parseAuthorizationServerMetadata(JSON.stringify(server), ISSUER)).toEqual(server);
    const other = () => parseAuthorizationServerMetadata(JSON.stringify(server), 'http://localhost:4001/gaz');
    expect(other).toThrow(coded('server_metadata_mismatch'));
  });
});

describe('a token request', () => {
  const read = (form: string) => parseTokenRequest(parseOAuthParameters(form, 'malformed_token_request'));

  test('survives its form', () => {
    const request = { preAuthorizedCode: 'c+o/d e', transactionCode: '012345' };
    expect(read(createTokenRequest(request))).toEqual({
      grantType: 'pre-authorized_code',
      authorizationDetails: [],
      ...request,
    });
    expect(read(`${createTokenRequest({ preAuthorizedCode: 'c' })}&client_id=x`)).toEqual({
      ...{ grantType: 'pre-authorized_code', authorizationDetails: [], preAuthorizedCode: 'c' },
    });
    const details = encodeURIComponent('[{"type":"openid_credential","credential_configuration_id":"age","more":1}]');
    expect(read(`grant_type=authorization_code&code=c&code_verifier=v&authorization_details=${details}`)).toEqual({
      ...{ grantType: 'authorization_code', code: 'c', codeVerifier: 'v' },
      authorizationDetails: [{ credentialConfigurationId: 'age' }],
    });
    expect(read('grant_type=refresh_token&refresh_token=r&scope=age+age%20other')).toEqual({
      ...{ grantType: 'refresh_token', refreshToken: 'r', scopes: ['age', 'other'], authorizationDetails: [] },
    });
  });

  test('is refused with another grant, without a code, with a parameter twice, or too long', () => {
    const form = createTokenRequest({ preAuthorizedCode: 'c' });
    expect(() => read('grant_type=password&username=c')).toThrow(coded('unsupported_grant_type'));
    expect(() => read('grant_type=authorization_code')).toThrow(coded('malformed_token_request'));
    expect(() => read('grant_type=refresh_token')).toThrow(coded('malformed_token_request'));
    for (const details of ['', '{}', '[]', '[1]', '[{"type":"payment"}]', '[{"type":"openid_credential"}]', '[[[']) {
      const asked = `${form}&authorization_details=${encodeURIComponent(details === '' ? '[' : details)}`;
      expect(() => read(asked)).toThrow(coded('malformed_authorization_details'));
    }
    expect(() => read('')).toThrow(coded('malformed_token_request'));
    expect(() => read(form.replace('=c', '='))).toThrow(coded('malformed_token_request'));
    expect(() => read(`${form}&tx_code=1&tx_code=2`)).toThrow(coded('repeated_parameter'));
    expect(() => read(`${form}&tx_code=${'1'.repeat(65)}`)).toThrow(coded('malformed_token_request'));
    expect(() => read(`${form}${'&a=b'.repeat(10_000)}`)).toThrow(coded('malformed_token_request'));
  });
});

describe('a credential request', () => {
  const responseEncryption = {
    publicJwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    kid: 'w1',
    enc: 'A128GCM',
    zip: 'DEF',
  } as const;
  const key = { ...responseEncryption.publicJwk, alg: 'ECDH-ES' };
  const id = 'residency';
  const parse = (body: object) => () => parseCredentialRequest(JSON.stringify(body));

  test('survives its JSON, by configuration and by identifier, with either kind of proofs, and encrypted', () => {
    for (const named of [{ credentialConfigurationId: id }, { credentialIdentifier: 'x' }]) {
      for (const proofs of [{ keyProofs: ['a', 'b'] }, { keyAttestation: 'c' }]) {
        expect(parseCredentialRequest(createCredentialRequest({ ...named, ...proofs }))).toEqual({ ...named, proofs });
      }
    }
    const request = { credentialConfigurationId: id, keyProofs: ['a'], responseEncryption };
    expect(parseCredentialRequest(createCredentialRequest(request))).toEqual({
      credentialConfigurationId: id,
      proofs: { keyProofs: ['a'] },
      responseEncryption,
    });
  });

  test('without proofs is told from one with proofs that are none; members of others are ignored', () => {
    const request = { credential_configuration_id: id, format: 'dc+sd-jwt', claims: [{}], x: null };
    expect(parse(request)()).toEqual({ credentialConfigurationId: id, proofs: undefined });
  });

  test('is refused with both or neither identifier, or one that is no text', () => {
    const proofs = { jwt: ['a'] };
    for (const named of [
      {},
      { credential_configuration_id: id, credential_identifier: 'x' },
      { credential_configuration_id: '' },
      { credential_configuration_id: 7 },
      { credential_identifier: 'x'.repeat(257) },
      { format: 'vc+sd-jwt', vct: 'urn:x' },
    ]) {
      expect(parse({ ...named, proofs })).toThrow(coded('malformed_credential_request'));
    }
    expect(() => parseCredentialRequest('{')).toThrow(coded('malformed_json'));
    expect(() => parseCredentialRequest('['.repeat(100))).toThrow(coded('json_too_deep'));
  });

  test.each<[string, object]>([
    ['key_proof_of_older_draft', { proof: { proof_type: 'jwt', jwt: 'a' } }],
    ['key_proof_types_mixed', { proofs: {} }],
    ['key_proof_types_mixed', { proofs: { jwt: ['a'], attestation: ['b'] } }],
    ['key_proof_type_unsupported', { proofs: { di_vp: [{}] } }],
    ['key_proof_type_unsupported', { proofs: { cwt: ['a'] } }],
    ['key_proof_malformed', { proofs: 'a' }],
    ['key_proof_malformed', { proofs: { jwt: 'a' } }],
    ['key_proof_malformed', { proofs: { jwt: [] } }],
    ['key_proof_malformed', { proofs: { jwt: [1] } }],
    ['key_proof_malformed', { proofs: { jwt: Array<string>(101).fill('a') } }],
    ['key_proof_malformed', { proofs: { attestation: ['a', 'b'] } }],
  ])('is refused with %s for what it calls proofs', (code, proofs) => {
    expect(parse({ credential_configuration_id: id, ...proofs })).toThrow(coded(code));
    expect(PROTOCOL_ERRORS[code]).toEqual({ status: 400, error: 'invalid_proof' });
  });

  test.each<[string, unknown]>([
    ['nothing in it', {}],
    ['a text', 'A128GCM'],
    ['no key', { enc: 'A128GCM' }],
    ['no content encryption', { jwk: key }],
    ['a content encryption that is not listed', { jwk: key, enc: 'A128CBC-HS256' }],
    ['a key that names no algorithm', { jwk: responseEncryption.publicJwk, enc: 'A128GCM' }],
    ['a key of another algorithm', { jwk: { ...key, alg: 'RSA-OAEP' }, enc: 'A128GCM' }],
    ['an algorithm beside the key that is not listed', { jwk: key, enc: 'A128GCM', alg: 'UNSUPPORTED_ALG' }],
    ['a key of another curve', { jwk: { ...key, crv: 'P-384' }, enc: 'A128GCM' }],
    ['a key to sign with', { jwk: { ...key, use: 'sig' }, enc: 'A128GCM' }],
    ['a private key', { jwk: { ...key, d: 'AAAA' }, enc: 'A128GCM' }],
    ['a coordinate that is none', { jwk: { ...key, x: '*' }, enc: 'A128GCM' }],
    ['another compression', { jwk: key, enc: 'A128GCM', zip: 'GZIP' }],
  ])('is refused where the encryption asked for has %s', (_words, encryption) => {
    const request = {
      credential_configuration_id: id,
      proofs: { jwt: ['a'] },
      credential_response_encryption: encryption,
    };
    expect(parse(request)).toThrow(coded('encryption_unsupported'));
    const deferred = { transaction_id: 't', credential_response_encryption: encryption };
    expect(() => parseDeferredCredentialRequest(JSON.stringify(deferred))).toThrow(coded('encryption_unsupported'));
  });
});

describe('a deferred credential request', () => {
  test('survives its JSON, and is refused without a transaction', () => {
    const request = { deferredTransactionId: 't' };
    expect(parseDeferredCredentialRequest(createDeferredCredentialRequest(request))).toEqual(request);
    for (const id of [undefined, '', 7, 't'.repeat(257)]) {
      const text = JSON.stringify({ transaction_id: id });
      expect(() => parseDeferredCredentialRequest(text)).toThrow(coded('malformed_credential_request'));
    }
    const pending = '{"transaction_id":"t","interval":60}';
    expect(parseDeferredResponse(pending)).toEqual({ transaction_id: 't', interval: 60 });
    expect(() => parseDeferredResponse('{"transaction_id":"t"}')).toThrow(coded('malformed_credential_response'));
  });
});

describe('a notification', () => {
  test('survives its JSON, and is refused with another event, without an identifier, or as garbage', () => {
    const request = { notificationId: 'n', event: 'credential_accepted' } as const;
    expect(parseNotificationRequest(createNotificationRequest(request))).toEqual(request);
    const described = { notification_id: 'n', event: 'credential_failure', event_description: 'Out of storage.', x: 1 };
    expect(parseNotificationRequest(JSON.stringify(described))).toEqual({
      notificationId: 'n',
      event: described.event,
    });
    for (const text of [
      '',
      '[]',
      '{"notification_id":"n"}',
      '{"event":"credential_accepted"}',
      '{"notification_id":"n","event":"Credential_Accepted"}',
      '{"notification_id":"n","event":"credential_deleted","event_description":"\\u00e9"}',
    ]) {
      expect(() => parseNotificationRequest(text)).toThrow(coded('malformed_notification_request'));
    }
  });
});

describe('answers', () => {
  test('are read by the holder, who refuses a token that is not bound to his key', () => {
    const token = { access_token: 't', token_type: 'DPoP', expires_in: 300 };
    expect(parseTokenResponse(JSON.stringify(token))).toEqual(token);
    const bearer = () => parseTokenResponse(JSON.stringify({ ...token, token_type: 'Bearer' }));
    expect(bearer).toThrow(coded('malformed_token_response'));
    expect(parseNonceResponse('{"c_nonce":"n"}')).toEqual({ c_nonce: 'n' });
    expect(() => parseNonceResponse('{}')).toThrow(coded('malformed_nonce_response'));
    expect(parseCredentialResponse('{"credentials":[{"credential":"x"}]}').credentials).toHaveLength(1);
    expect(() => parseCredentialResponse('{"transaction_id":"x"}')).toThrow(coded('malformed_credential_response'));
    expect(parseErrorResponse('{"error":"invalid_grant"}')).toEqual({ error: 'invalid_grant' });
    expect(() => parseErrorResponse('{}')).toThrow(coded('malformed_error_response'));
  });

  test('carry the error that the specification has for each refusal', () => {
    expect(PROTOCOL_ERRORS.transaction_code_wrong).toEqual({ status: 400, error: 'invalid_grant' });
    expect(PROTOCOL_ERRORS.key_proof_stale).toEqual({ status: 400, error: 'invalid_proof' });
    expect(PROTOCOL_ERRORS.key_proof_wrong_nonce).toEqual({ status: 400, error: 'invalid_nonce' });
    expect(PROTOCOL_ERRORS.dpop_replayed).toEqual({ status: 400, error: 'invalid_dpop_proof' });
    expect(PROTOCOL_ERRORS.dpop_wrong_nonce).toEqual({ status: 400, error: 'use_dpop_nonce' });
    expect(PROTOCOL_ERRORS.access_token_expired).toEqual({ status: 401, error: 'invalid_token' });
    expect(PROTOCOL_ERRORS.something_else).toBeUndefined();
  });
});
