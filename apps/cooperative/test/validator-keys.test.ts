import { expect, test } from '@jest/globals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Validator, ValidatorKeyRecord, ValidatorMisbehaviour } from '#ledger';
import { ValidatorKeys } from '../src/explorer/log/validator-keys.js';

const bank: Validator = { member: 'did:web:bank.example', college: 'service_providers', publicKey: 'bank-key' };
const proved = (suspended: boolean): ValidatorMisbehaviour => ({
  ...{ kind: 'double_sign', height: 7, suspended, recordedAt: 1_780_000_000 },
});

function shown(misbehaviour: ValidatorKeyRecord['misbehaviour'], validators: Validator[], locale: 'en' | 'fr' = 'en') {
  return renderToString(h(ValidatorKeys, { keys: [{ ...bank, misbehaviour }], validators, locale }));
}

test('the explorer says of each validator’s key whether it votes, and what was proved against it', () => {
  expect(shown(null, [bank])).toContain('<span>votes</span>');
  expect(shown(null, [])).toContain('<span>votes no more</span>');
  expect(shown(proved(true), [])).toContain('voted twice in block 7; suspended for good');
  expect(shown(proved(true), [], 'fr')).toContain('a voté deux fois au bloc 7\u00a0; suspendue pour toujours');
  expect(shown(proved(false), [bank])).toContain('votes; voted twice in block 7; its college’s last key');
  expect(shown(proved(true), [])).toContain('/explorer/members/did%3Aweb%3Abank.example');
});

test('a ledger without validators has no such table', () => {
  expect(renderToString(h(ValidatorKeys, { keys: [], validators: [], locale: 'en' }))).toBe('');
});
