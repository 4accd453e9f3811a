import { describe, expect, test } from '@jest/globals';
import {
  PROTOCOL_ERRORS,
  createAuthorizationServerMetadata,
  createCredentialRequest,
  createIssuerMetadata,
  createTokenRequest,
  parseAuthorizationServerMetadata,
  parseCredentialRequest,
  parseCredentialResponse,
  parseErrorResponse,
  parseIssuerMetadata,
  parseNonceResponse,
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
  test('survives its form', () => {
    const request = { preAuthorizedCode: 'c+o/d e', transactionCode: '012345' };
    expect(parseTokenRequest(createTokenRequest(request))).toEqual(request);
    expect(parseTokenRequest(`${createTokenRequest({ preAuthorizedCode: 'c' })}&client_id=x`)).toEqual({
      preAuthorizedCode: 'c',
    });
  });

  test('is refused with another grant, without a code, with a parameter twice, or too long', () => {
    const form = createTokenRequest({ preAuthorizedCode: 'c' });
    expect(() => parseTokenRequest('grant_type=authorization_code&code=c')).toThrow(coded('unsupported_grant_type'));
    expect(() => parseTokenRequest('')).toThrow(coded('malformed_token_request'));
    expect(() => parseTokenRequest(form.replace('=c', '='))).toThrow(coded('malformed_token_request'));
    expect(() => parseTokenRequest(`${form}&tx_code=1&tx_code=2`)).toThrow(coded('repeated_parameter'));
    expect(() => parseTokenRequest(`${form}&tx_code=${'1'.repeat(65)}`)).toThrow(coded('malformed_token_request'));
    expect(() => parseTokenRequest(`${form}${'&a=b'.repeat(10_000)}`)).toThrow(coded('malformed_token_request'));
  });
});

describe('a credential request', () => {
  test('survives its JSON, by configuration and by identifier', () => {
    for (const request of [
      { credentialConfigurationId: 'residency', keyProofs: ['a'] },
      { credentialIdentifier: 'x', keyProofs: ['a', 'b'] },
    ]) {
      expect(parseCredentialRequest(createCredentialRequest(request))).toEqual(request);
    }
  });

  test('is refused with both or neither identifier, without jwt proofs, or with encryption asked', () => {
    const proofs = { jwt: ['a'] };
    const parse = (body: object) => () => parseCredentialRequest(JSON.stringify(body));
    const id = 'residency';
    expect(parse({ proofs })).toThrow(coded('malformed_credential_request'));
    expect(parse({ credential_configuration_id: id, credential_identifier: 'x', proofs })).toThrow(
      coded('malformed_credential_request'),
    );
    expect(parse({ credential_configuration_id: id })).toThrow(coded('key_proof_missing'));
    expect(parse({ credential_configuration_id: id, proofs: {} })).toThrow(coded('key_proof_missing'));
    expect(parse({ credential_configuration_id: id, proofs: { attestation: ['a'] } })).toThrow(
      coded('key_proof_missing'),
    );
    expect(parse({ credential_configuration_id: id, proofs: { jwt: [1] } })).toThrow(coded('key_proof_malformed'));
    expect(parse({ credential_configuration_id: id, proofs: { jwt: [] } })).toThrow(
      coded('malformed_credential_request'),
    );
    expect(parse({ credential_configuration_id: id, proofs, credential_response_encryption: {} })).toThrow(
      coded('encryption_unsupported'),
    );
    expect(() => parseCredentialRequest('{')).toThrow(coded('malformed_json'));
    expect(() => parseCredentialRequest('['.repeat(100))).toThrow(coded('json_too_deep'));
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
