import { expect, it } from '@jest/globals';
import { encodeUtf8 } from '#primitives';
import { writeLedgerTransaction, type LedgerTransaction } from '#ledger';
import { readRawTransaction } from '../src/application/read-raw-transaction.js';

/** A shape is all that reading asks for. */
const bytesOf = (nonce: string) => {
  const ledger = { genesis: 'A'.repeat(43), contractVersion: 1, nonce, expiryHeight: 10 };
  const body = { ...ledger, kind: 'end_founding', payload: {} };
  const signatures = [{ member: 'did:web:bank.example', key: 'A'.repeat(43), signature: 'A'.repeat(86) }];
  return encodeUtf8(writeLedgerTransaction({ body, signatures } as unknown as LedgerTransaction));
};

it('reads the same bytes once, and gives each bytes their own', () => {
  const [one, other] = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBA'].map(bytesOf) as [Uint8Array, Uint8Array];
  const read = readRawTransaction(one);
  expect(read.kind).toBe('ledger_transaction');
  expect(readRawTransaction(new Uint8Array(one))).toBe(read);
  expect(readRawTransaction(other)).not.toEqual(read);
});

it('refuses what is malformed each time, also next to what it remembers', () => {
  const genuine = bytesOf('AAAAAAAAAAAAAAAAAAAAAA');
  expect(readRawTransaction(genuine).kind).toBe('ledger_transaction');
  const spaced = encodeUtf8(` ${new TextDecoder().decode(genuine)}`);
  for (const _ of [1, 2]) expect(readRawTransaction(spaced).kind).toBe('malformed');
});
