import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { encodeUtf8 } from '#primitives';
import { readDigest } from '../src/explorer/find/read-digest.js';
import { recogniseFiles } from '../src/explorer/find/recognise-files.js';
import { digestOf } from './explored-cooperative.js';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path));
const file = (text: string, name = 'file') => ({ name, bytes: encodeUtf8(text) });
const vectors = JSON.parse(read('test/vectors/c2sp/ledger-proof.json').toString()) as Record<string, unknown>;
const consent = JSON.parse(read('test/vectors/consent/worked-example.json').toString()) as {
  receipt: { salt: string };
  expected: { receiptJws: string; commitment: string };
};
const delivery = {
  receipt: consent.expected.receiptJws,
  salt: consent.receipt.salt,
  withdrawal_secret: 'A'.repeat(43),
  ledger_proof_uri: 'https://bank.example/receipts/x/ledger-proof',
};

describe('a file is recognised by its content', () => {
  test('a ledger proof and a trust file, together', () => {
    const proof = Object.values(vectors).find((one) => (one as { kind?: string }).kind === 'history');
    expect(proof).toBeDefined();
    const found = recogniseFiles([file(JSON.stringify(proof))]);
    expect(found).toMatchObject({ proof: { kind: 'history' }, others: [], malformed: [] });
  });

  test('a receipt with its salt leads to its commitment; without, it doesn’t', () => {
    const found = recogniseFiles([file(JSON.stringify(delivery))]);
    expect(found.receipt).toMatchObject({
      commitment: consent.expected.commitment,
      ledgerProofUri: delivery.ledger_proof_uri,
    });
    const alone = recogniseFiles([file(`${delivery.receipt}\n`)]);
    expect(alone.receipt?.commitment).toBeUndefined();
    expect(alone.receipt?.receipt.contract).toEqual(found.receipt?.receipt.contract);
    expect([found.others, alone.others]).toEqual([[], []]);
  });

  test('a legal text: each language by its file, both together as contracts name them', () => {
    const [en, fr] = (['en', 'fr'] as const).map((language) => {
      const name = `city-resident-tariff.${language}.md`;
      return { name, bytes: new Uint8Array(read(`schemas/data-use-contracts/${name}`)) };
    });
    if (en === undefined || fr === undefined) throw new Error('no text');
    for (const files of [
      [en, fr],
      [fr, en],
    ]) {
      const found = recogniseFiles(files);
      expect(found.legalTexts).toContain('BE2NGKMvQTLC9nTtyrvNUgCWXduxF7Ftv9e7b_Cxiko');
      expect(found.others.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    }
    expect(recogniseFiles([en]).legalTexts).toEqual([]);
  });

  test('anything else is a file with a digest', () => {
    for (const text of ['', 'a', '{', '{"format":1}', '[]', 'a.b.c', '{"receipt":1,"salt":2}', 'null']) {
      const { others, malformed, receipt, proof } = recogniseFiles([file(text)]);
      expect({ others, malformed, receipt, proof }).toEqual({
        ...{ others: [{ name: 'file', digest: digestOf(text) }], malformed: [] },
        ...{ receipt: undefined, proof: undefined },
      });
    }
    const binary = recogniseFiles([{ name: 'x', bytes: Uint8Array.of(0xff, 0xfe, 0) }]);
    expect(binary.others).toHaveLength(1);
  });

  test.each([
    ['{"format":"incola-ledger-proof","version":1,"kind":"history"}', 'malformed_ledger_proof'],
    ['{"format":"incola-trust"}', 'malformed_trust_file'],
    ['{"receipt":"x","salt":"short"}', 'malformed_receipt'],
  ])('refuses %s, which calls itself one of ours', (text, code) => {
    expect(recogniseFiles([file(text)])).toMatchObject({ malformed: [code], others: [] });
  });

  test('looks at four files at most', () => {
    expect(recogniseFiles(Array.from({ length: 9 }, (_, place) => file(`${place}`))).others).toHaveLength(4);
  });
});

describe('a digest is read', () => {
  const digest = digestOf('x');
  const hex = Buffer.from(digest, 'base64url').toString('hex');
  test.each([
    digest,
    hex,
    hex.toUpperCase(),
    `sha256:${hex}`,
    `0x${hex}`,
    `SHA-256=${hex}`,
    ` ${hex.slice(0, 32)} ${hex.slice(32)} `,
  ])('from %s', (text) => expect(readDigest(text)).toBe(digest));
  test.each(['', 'x', hex.slice(1), `${hex}0`, 'g'.repeat(64), '='.repeat(44), `${digest}A`, `${'A'.repeat(42)}B`])(
    'not from %s',
    (text) => expect(readDigest(text)).toBeUndefined(),
  );
});
