import { expect, it } from '@jest/globals';
import { encodeBase64url, encodeUtf8 } from '#primitives';
import { writeLedgerTransaction, type LedgerTransaction } from '#ledger';
import { payloads } from '../../contract/test/founded-cooperative.js';
import { readRawTransaction } from '../src/application/read-raw-transaction.js';

/** A shape is all that reading asks for. */
const bytesOf = (nonce: string, content: object = { kind: 'end_founding', payload: {} }) => {
  const body = { genesis: 'A'.repeat(43), contractVersion: 1, nonce, expiryHeight: 10, ...content };
  const signatures = [{ member: 'did:web:bank.example', key: 'A'.repeat(43), signature: 'A'.repeat(86) }];
  return encodeUtf8(writeLedgerTransaction({ body, signatures } as unknown as LedgerTransaction));
};

/** Some 60 kB. */
const longest = (number: number) => {
  const recipient = { en: 'x'.repeat(2000), fr: 'x'.repeat(2000) };
  const contract = { ...payloads.contract().contract, recipients: Array.from({ length: 15 }, () => recipient) };
  const nonce = Uint8Array.of(...Array.from({ length: 14 }, () => 0), number >> 8, number);
  return bytesOf(encodeBase64url(nonce), { kind: 'adopt_contract', payload: { contract } });
};

it('reads the same bytes once, and gives each bytes their own', () => {
  const [one, other] = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBA'].map((nonce) => bytesOf(nonce)) as [
    Uint8Array,
    Uint8Array,
  ];
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

it('forgets the oldest where long ones would take much memory', () => {
  const oldest = bytesOf('CCCCCCCCCCCCCCCCCCCCCA');
  const read = readRawTransaction(oldest);
  expect(readRawTransaction(oldest)).toBe(read);
  for (let number = 0; number < 256; number++)
    expect(readRawTransaction(longest(number)).kind).toBe('ledger_transaction');
  expect(readRawTransaction(oldest)).toBe(read);
  for (let number = 256; number < 300; number++) readRawTransaction(longest(number));
  expect(readRawTransaction(oldest)).not.toBe(read);
});
