import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  addLedgerSignatures,
  ledgerTransactionId,
  ledgerTransactionLeaf,
  parseLedgerTransaction,
  parseLogLeaf,
  readLedgerTransaction,
  stateKey,
  writeLedgerTransaction,
  type HistoryProof,
} from '#ledger';
import type { JsonValue } from '#primitives';

const { history } = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { history: HistoryProof };
const { ledgerTransaction } = history;
const raw = writeLedgerTransaction(ledgerTransaction);
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe('a raw ledger transaction', () => {
  it('is read where it is the canonical form of itself', () => {
    expect(parseLedgerTransaction(raw)).toEqual(ledgerTransaction);
  });

  it.each([
    ['with white space', `${raw} `],
    ['with members in another order', JSON.stringify(ledgerTransaction)],
    ['with a number in another spelling', raw.replace('"size":1024', '"size":1.024e3')],
    ['with a member twice', raw.replace('"size":1024', '"size":1024,"size":1024')],
    ['with an escape that is not needed', raw.replace('receipts', '\\u0072eceipts')],
  ])('is refused %s', (_, text) => {
    expect(() => parseLedgerTransaction(text)).toThrow(refused('ledger_transaction_not_canonical'));
  });

  it.each([
    ['a number beyond 2^53', raw.replace('"period":356000000', '"period":9007199254740992')],
    ['a fraction', raw.replace('"period":356000000', '"period":0.5')],
    ['a negative number', raw.replace('"period":356000000', '"period":-1')],
    ['an unknown kind', raw.replace('"kind":"anchor"', '"kind":"gift"')],
    ['an unknown member', raw.replace('"stream":', '"someone":"1","stream":')],
    ['a nonce of another length', raw.replace('wiW2ZEUQQKPxEcvmVT8S9w', 'wiW2ZEUQQKPxEcvmVT8S')],
    ['a digest with stray bits', raw.replace('M\\"', 'N\\"').replace('OoGNPM', 'OoGNPN')],
    ['HTML for a DID', raw.replaceAll('did:web:bank.example', '<script>alert(1)</script>')],
    ['SQL for a stream', raw.replace('"receipts"', `"'; drop table members; --"`)],
    ['an object for a list', '{"body":{},"signatures":{}}'],
  ])('is refused with %s', (_, text) => {
    expect(() => parseLedgerTransaction(text)).toThrow(refused('malformed_ledger_transaction'));
  });

  it('is refused where it is no JSON, too deep or too large', () => {
    expect(() => parseLedgerTransaction('{')).toThrow(refused('malformed_json'));
    expect(() => parseLedgerTransaction('['.repeat(100))).toThrow(refused('json_too_deep'));
    expect(() => parseLedgerTransaction(`"${'x'.repeat(70_000)}"`)).toThrow(refused('json_too_large'));
  });

  it('is refused with two signatures of one member, or unsorted ones', () => {
    const [first] = ledgerTransaction.signatures;
    if (first === undefined) throw new Error('the example is signed');
    const earlier = { ...first, member: 'did:web:a.example' };
    for (const signatures of [
      [first, first],
      [first, earlier],
    ]) {
      const text = writeLedgerTransaction({ ...ledgerTransaction, signatures });
      expect(() => parseLedgerTransaction(text)).toThrow(refused('malformed_ledger_transaction'));
    }
    const joined = addLedgerSignatures(ledgerTransaction, [earlier, first]);
    expect(joined.signatures).toEqual([earlier, first]);
    expect(parseLedgerTransaction(writeLedgerTransaction(joined))).toEqual(joined);
  });

  it('is unchangeable once it was read, and a changed copy of it is read anew', () => {
    const read = parseLedgerTransaction(raw);
    expect(readLedgerTransaction(read as unknown as JsonValue)).toBe(read);
    expect(() => Object.assign(read.body, { nonce: '' })).toThrow(TypeError);
    expect(() => read.signatures.pop()).toThrow(TypeError);
    const changed = { ...read, body: { ...read.body, nonce: '' } };
    expect(() => readLedgerTransaction(changed as unknown as JsonValue)).toThrow(
      refused('malformed_ledger_transaction'),
    );
    const [id, other] = [ledgerTransactionId(read.body), ledgerTransactionId(changed.body)];
    expect([ledgerTransactionId(read.body), ledgerTransactionId({ ...read.body })]).toEqual([id, id]);
    expect(other).not.toBe(id);
  });

  it('has one leaf, whether it was read or is written anew, and is what its leaf holds', () => {
    const read = parseLedgerTransaction(raw);
    const leaf = ledgerTransactionLeaf(1234, read);
    expect(ledgerTransactionLeaf(1234, structuredClone(read))).toEqual(leaf);
    const held = parseLogLeaf(leaf);
    expect(held).toEqual({ height: 1234, kind: 'ledger_transaction', ledgerTransaction: read });
    if (held.kind !== 'ledger_transaction') throw new Error('the leaf is another one');
    expect(ledgerTransactionLeaf(1234, held.ledgerTransaction)).toEqual(leaf);
    expect(ledgerTransactionLeaf(7, held.ledgerTransaction)).toEqual(ledgerTransactionLeaf(7, structuredClone(read)));
  });

  it('has an id of its body, whatever its signatures are', () => {
    const unsigned = parseLedgerTransaction(writeLedgerTransaction({ ...ledgerTransaction, signatures: [] }));
    expect(ledgerTransactionId(unsigned.body)).toBe(ledgerTransactionId(ledgerTransaction.body));
  });
});

describe('a state key', () => {
  it('keeps the slashes and colons of DIDs and URIs out of its path', () => {
    expect(stateKey('status', 'did:web:a.example:x', 'https://a.example/l/1')).toBe(
      'status/did%3Aweb%3Aa.example%3Ax/https%3A%2F%2Fa.example%2Fl%2F1',
    );
  });
});
