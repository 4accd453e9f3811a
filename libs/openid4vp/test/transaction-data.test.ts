import { describe, expect, test } from '@jest/globals';
import { clearRequestPayload, dcApiRequestPayload, encodeTransactionData, type CredentialQuery } from '#openid4vp';
import { decodeBase64url, decodeUtf8, parseJson } from '#primitives';

const residency: CredentialQuery = { id: 'home', format: 'dc+sd-jwt', meta: { vct_values: ['urn:x'] } };
const age: CredentialQuery = { id: 'age', format: 'mso_mdoc', meta: { doctype_value: 'org.x' } };
const entry = { type: 'urn:example:payment', parameters: { amount: '12.50 EUR' } };
const read = (encoded: string) => parseJson(decodeUtf8(decodeBase64url(encoded)));

describe('Transaction data', () => {
  test('names the credentials that may authorise it and the hash that counts', () => {
    const [encoded = ''] = encodeTransactionData([entry], { credentials: [residency] });
    expect(read(encoded)).toEqual({
      ...{ type: 'urn:example:payment', credential_ids: ['home'], amount: '12.50 EUR' },
      transaction_data_hashes_alg: ['sha-256'],
    });
  });
  test('may name one of several', () => {
    const [encoded = ''] = encodeTransactionData([{ ...entry, credentialIds: ['home'] }], {
      credentials: [age, residency],
    });
    expect(read(encoded)).toMatchObject({ credential_ids: ['home'] });
  });
  test.each([
    ['too_much_transaction_data', [], [residency]],
    ['too_much_transaction_data', [entry, entry, entry, entry, entry], [residency]],
    ['too_much_transaction_data', [{ ...entry, parameters: { text: 'x'.repeat(4_096) } }], [residency]],
    ['transaction_data_reserved_member', [{ ...entry, parameters: { credential_ids: ['x'] } }], [residency]],
    ['transaction_data_credential_unknown', [{ ...entry, credentialIds: ['other'] }], [residency]],
    ['transaction_data_credential_unknown', [{ ...entry, credentialIds: [] }], [residency]],
    ['transaction_data_format', [entry], [age]],
    ['transaction_data_format', [entry], [{ ...residency, require_cryptographic_holder_binding: false }]],
  ])('is refused: %s', (code, entries, credentials) => {
    expect(() => encodeTransactionData(entries, { credentials })).toThrow(expect.objectContaining({ code }));
  });
});

describe('A request', () => {
  const asked = {
    ...{ clientId: 'x509_hash:a', presentationNonce: 'n', dcqlQuery: { credentials: [residency] }, verifierInfo: [] },
    ...{ issuedAt: 1, expiresAt: 2 },
  };
  test('has transaction data only where something is to be authorised', () => {
    const clear = { ...asked, responseUri: 'https://v.example/r', stateParameter: 's' };
    expect(clearRequestPayload(clear)).not.toHaveProperty('transaction_data');
    expect(clearRequestPayload({ ...clear, transactionData: ['e30'] }).transaction_data).toEqual(['e30']);
  });
  test('by the Digital Credentials API names origins, and neither response URI nor state', () => {
    const payload = dcApiRequestPayload({ ...asked, expectedOrigins: ['https://v.example'], encryptionKey: null });
    expect(payload).toMatchObject({ response_mode: 'dc_api', expected_origins: ['https://v.example'] });
    for (const name of ['response_uri', 'state', 'verifier_info']) expect(payload).not.toHaveProperty(name);
    expect(payload.client_metadata).not.toHaveProperty('jwks');
  });
});
