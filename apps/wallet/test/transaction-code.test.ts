import { describe, expect, it } from '@jest/globals';
import { codeRulesOf, readTransactionCode } from '../src/app/offer/read-transaction-code.js';

const digits = { isNumeric: true, length: 6, description: undefined };

describe('a transaction code', () => {
  it.each([
    ['123456', { outcome: 'read', code: '123456' }],
    [' 123 456 ', { outcome: 'read', code: '123456' }],
    ['123-456', { outcome: 'read', code: '123456' }],
    ['１２３４５６', { outcome: 'read', code: '123456' }],
    ['', { outcome: 'missing' }],
    ['   ', { outcome: 'missing' }],
    ['12345', { outcome: 'wrong_length' }],
    ['1234567', { outcome: 'wrong_length' }],
  ])('of digits typed as %j', (typed, expected) => {
    expect(readTransactionCode(typed, digits)).toEqual(expected);
  });

  it('of text keeps what is inside of it', () => {
    const rules = { isNumeric: false, length: undefined, description: undefined };
    expect(readTransactionCode(' ab-c d ', rules)).toEqual({ outcome: 'read', code: 'ab-c d' });
  });

  it('is asked only where the offer asks for one, of digits unless it says otherwise', () => {
    expect(codeRulesOf({ transactionCode: undefined })).toBeUndefined();
    expect(codeRulesOf({ transactionCode: {} })).toEqual({
      isNumeric: true,
      length: undefined,
      description: undefined,
    });
    expect(codeRulesOf({ transactionCode: { input_mode: 'text', length: 4, description: 'x' } })).toEqual({
      isNumeric: false,
      length: 4,
      description: 'x',
    });
  });
});
