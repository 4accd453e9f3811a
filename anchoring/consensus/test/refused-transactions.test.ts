import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createContract, executeGenesis, LedgerState, verifyWithNodeCrypto } from '#anchoring/contract';
import { openEmbeddedLedger, SqliteLedgerStorage } from '#anchoring/embedded';
import { LogReplay, type PublishedLedger } from '#anchoring/log';
import {
  blockEndLeaf,
  ledgerTransactionId,
  ledgerTransactionLeaf,
  writeLedgerTransaction,
  type LedgerTransaction,
} from '#ledger';
import { encodeBase64url, encodeUtf8 } from '#primitives';
import {
  cosigners,
  digestOf,
  genesis as plainGenesis,
  logSigner,
  payloads,
  START,
} from '../../contract/test/founded-cooperative.js';
import { governedGenesis } from '../../contract/test/governed-ledger.js';
import { readRawTransaction } from '../src/application/read-raw-transaction.js';
import {
  addEd25519Order,
  addSignatures,
  first,
  flipSignature,
  P256_ORDER,
  resign,
  swapSignatures,
} from './changed-signatures.js';
import { expectRefused } from './expect-refused.js';
import { bytesOf, FictiveEngine, signedFor, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);
const signed = signedFor(genesis);

/** What a peer may send instead of a good ledger transaction, and why it is refused. */
const REFUSED: [what: string, code: string, make: () => Promise<Uint8Array>][] = [
  ['unsigned', 'signature_missing', async () => bytesOf({ ...(await good()), signatures: [] })],
  ['signed by one college of three', 'college_missing', () => good({}, ['bank']).then(bytesOf)],
  ['signed by somebody unknown', 'signer_unknown', () => good({}, ['bank', 'water', 'shop']).then(bytesOf)],
  ['signed for another body', 'signature_invalid', () => changed((one) => (one.body.nonce = nonceOf('other')))],
  ['with one bit of a signature changed', 'signature_invalid', () => changed(flipSignature)],
  [
    'with an ECDSA signature of zeros',
    'signature_invalid',
    () => changed((one) => resign(one, 'bank', () => [0n, 0n])),
  ],
  [
    'with an ECDSA signature beyond the order of the curve',
    'signature_invalid',
    () => changed((one) => resign(one, 'bank', (r, s) => [r, s + P256_ORDER])),
  ],
  [
    'with an Ed25519 signature beyond the order of the curve (RFC 8032 §5.1.7)',
    'signature_invalid',
    () => changed((one) => addEd25519Order(one, 'water')),
  ],
  ['with one member’s signature under another’s name', 'signature_invalid', () => changed(swapSignatures)],
  [
    'with signatures in another order',
    'malformed_ledger_transaction',
    () => changed((one) => one.signatures.reverse()),
  ],
  [
    'with a signature twice',
    'malformed_ledger_transaction',
    () => changed((one) => one.signatures.push({ ...(one.signatures.at(-1) as LedgerTransaction['signatures'][0]) })),
  ],
  ['with more signatures than it may have', 'malformed_ledger_transaction', () => changed(addSignatures)],
  [
    'of a kind that is none',
    'malformed_ledger_transaction',
    () => spelt((text) => text.replace('register_verifier', 'mint')),
  ],
  [
    'with a key that is not the member’s',
    'signer_key_not_in_force',
    () => changed((one) => (first(one).key = digestOf('x'))),
  ],
  ['of another genesis', 'wrong_genesis', () => good({ genesis: digestOf('another genesis') }).then(bytesOf)],
  ['of another contract version', 'contract_version_mismatch', () => good({ contractVersion: 2 }).then(bytesOf)],
  ['that expires too far ahead', 'expiry_too_far', () => good({ expiryHeight: 5000 }).then(bytesOf)],
  ['that has expired', 'expired', () => good({ expiryHeight: 0 }).then(bytesOf)],
  [
    'not in canonical order',
    'ledger_transaction_not_canonical',
    () => spelt((text) => text.replace(/^\{"body":(.*),"signatures":(.*)\}$/s, '{"signatures":$2,"body":$1}')),
  ],
  ['with white space', 'ledger_transaction_not_canonical', () => spelt((text) => ` ${text}`)],
  ['with a line’s end after it', 'ledger_transaction_not_canonical', () => spelt((text) => `${text}\n`)],
  [
    'with a member twice',
    'ledger_transaction_not_canonical',
    () => spelt((text) => text.replace('"kind":', '"kind":"anchor","kind":')),
  ],
  [
    'with an escape that is not needed',
    'ledger_transaction_not_canonical',
    () => spelt((text) => text.replace('"body"', '"bod\\u0079"')),
  ],
  [
    'with an exponent',
    'ledger_transaction_not_canonical',
    () => spelt((text) => text.replace('"contractVersion":1', '"contractVersion":1e0')),
  ],
  ['with a number beyond 2^53', 'ledger_transaction_not_canonical', () => withExpiry('9007199254740993')],
  ['with the number 2^53', 'malformed_ledger_transaction', () => withExpiry('9007199254740992')],
  ['with the largest whole number', 'expiry_too_far', () => withExpiry('9007199254740991')],
  ['with an infinite number', 'not_canonical', () => withExpiry('1e999')],
  ['with a fraction', 'malformed_ledger_transaction', () => withExpiry('1.5')],
  ['with a negative number', 'malformed_ledger_transaction', () => withExpiry('-1')],
  ['with a negative zero', 'ledger_transaction_not_canonical', () => withExpiry('-0')],
  ['with a member too many', 'malformed_ledger_transaction', () => spelt((text) => text.replace(/\}$/, ',"x":1}'))],
  [
    'with the member __proto__',
    'ledger_transaction_not_canonical',
    () => spelt((text) => text.replace('{"body"', '{"__proto__":{},"body"')),
  ],
  ['nested deeply', 'json_too_deep', () => Promise.resolve(encodeUtf8('['.repeat(30_000)))],
  ['nested deeply under a name', 'json_too_deep', () => Promise.resolve(encodeUtf8('{"a":'.repeat(10_000)))],
  ['huge', 'json_too_large', () => spelt((text) => text.replace('"nonce":"', `"nonce":"${'A'.repeat(70_000)}`))],
  [
    'huge in bytes, not in characters',
    'json_too_large',
    () => spelt((text) => text.replace('"nonce":"', `"nonce":"${'é'.repeat(40_000)}`)),
  ],
  ['a megabyte of white space', 'json_too_large', () => Promise.resolve(new Uint8Array(1_000_000).fill(0x20))],
  ['no UTF-8', 'malformed_utf8', () => Promise.resolve(Uint8Array.of(0x22, 0xff, 0x22))],
  ['with a byte order mark', 'malformed_json', () => spelt((text) => `\uFEFF${text}`)],
  ['no JSON', 'malformed_json', () => Promise.resolve(encodeUtf8('{"body"'))],
  ['nothing', 'malformed_json', () => Promise.resolve(new Uint8Array())],
  ['not an object', 'malformed_ledger_transaction', () => Promise.resolve(encodeUtf8('[]'))],
];

describe('a transaction', () => {
  let engine: FictiveEngine;
  let embedded: PublishedLedger;
  beforeAll(async () => {
    engine = await FictiveEngine.open({ genesis });
    await engine.initChain();
    const parts = { genesis, storage: new SqliteLedgerStorage(':memory:'), signers: { log: logSigner, cosigners } };
    embedded = await openEmbeddedLedger({ ...parts, clock: () => START * 1000, report: () => undefined });
  });
  afterAll(async () => {
    await engine.close();
    await embedded.close();
  });

  it.each(REFUSED)('%s is refused (%s) wherever it comes from, and changes nothing', async (_, code, make) => {
    const bytes = await make();
    await expectRefused(engine, bytes, code);
    const read = readRawTransaction(bytes);
    if (read.kind === 'malformed') return;
    // What has a shape, the other engine refuses by the same code; a log that holds it is none.
    expect(await embedded.submit(read.ledgerTransaction)).toMatchObject({ outcome: 'refused', code });
    const replay = new LogReplay(genesis, createContract({ verifySignature: verifyWithNodeCrypto }));
    for (const leaf of executeGenesis(new LedgerState(), genesis).leaves) replay.read(leaf);
    replay.read(ledgerTransactionLeaf(1, read.ledgerTransaction));
    const { stateRoot } = replay.last ?? { stateRoot: '' };
    expect(() => replay.read(blockEndLeaf({ height: 1, time: START, stateRoot }))).toThrow(
      expect.objectContaining({ code: 'log_diverges' }),
    );
  });

  it('that is good is accepted by the same replica after all of them', async () => {
    expect((await engine.makeBlock([await good()])).txResults.map(({ code }) => code)).toEqual([0]);
  });
});

describe('a repeat', () => {
  it.each([
    ['refused after it', [payloads.contract(1), payloads.contract(2)], 1, { outcome: 'refused', code: 'expired' }],
    // Ids leave the state with the block of their expiry, if there is anything in it.
    ['a duplicate for good where nothing happened since', [], 2, { outcome: 'duplicate' }],
  ])('is a duplicate before it expires, %s, and has no second effect', async (_, meanwhile, code, log) => {
    const engine = await FictiveEngine.open({ genesis });
    await engine.initChain();
    const once = await good({ expiryHeight: 3 });
    const bytes = bytesOf(once);
    await engine.makeBlock([once]);
    expect(await engine.check(bytes)).toMatchObject({ code: 2, log: { outcome: 'duplicate' } });
    expect(await engine.process([bytes])).toBe(2);
    // The same body under other signatures is the same transaction; the same effect under another nonce is none.
    const malleated = bytesOf({ ...once, signatures: once.signatures.slice(1) });
    expect(await engine.check(malleated)).toMatchObject({ code: 2 });
    expect(await engine.check(bytesOf(await good({ expiryHeight: 3 })))).toMatchObject({ code: 2 });
    for (const place of [0, 1]) {
      const contract = meanwhile[place];
      await engine.makeBlock(contract === undefined ? [] : [await signed('adopt_contract', contract)]);
    }
    const { appHash } = await engine.info();
    expect(await engine.check(bytes)).toMatchObject({ code, log });
    expect(await engine.process([bytes])).toBe(2);
    expect((await engine.finalize([bytes])).finalizeBlock?.txResults.map((result) => result.code)).toEqual([code]);
    await engine.commit();
    expect((await engine.info()).appHash).toEqual(appHash);
    await engine.close();
  });

  it('that waits is let in again with its own signatures, for the engine may have forgotten it, and never without', async () => {
    const engine = await FictiveEngine.open({ genesis });
    await engine.initChain();
    const one = await good();
    expect(await engine.check(bytesOf(one))).toMatchObject({ code: 0 });
    expect(await engine.check(bytesOf(one))).toMatchObject({ code: 0 });
    const unsigned = bytesOf({ ...one, signatures: [] });
    expect(await engine.check(unsigned)).toMatchObject({ code: 1, log: { code: 'signature_missing' } });
    // Another transaction with its effect waits for nothing, unless the first no longer waits.
    const other = bytesOf(await good());
    expect(await engine.check(other)).toMatchObject({ code: 2 });
    await engine.makeBlock([]);
    expect(await engine.check(other, 1)).toMatchObject({ code: 0 });
    expect(await engine.check(bytesOf(one), 1)).toMatchObject({ code: 2 });
    await engine.close();
  });

  it('with the other of two signatures that ECDSA has for each is the same transaction', async () => {
    const engine = await FictiveEngine.open({ genesis });
    await engine.initChain();
    const one = await good();
    const twin = structuredClone(one);
    resign(twin, 'bank', (r, s) => [r, P256_ORDER - s]);
    expect(bytesOf(twin)).not.toEqual(bytesOf(one));
    expect(ledgerTransactionId(twin.body)).toBe(ledgerTransactionId(one.body));
    expect(await engine.process([bytesOf(one), bytesOf(twin)])).toBe(2);
    expect((await engine.makeBlock([twin, one])).proposed).toEqual([bytesOf(twin)]);
    for (const bytes of [bytesOf(one), bytesOf(twin)]) {
      expect(await engine.check(bytes)).toMatchObject({ code: 2, log: { outcome: 'duplicate' } });
      expect(await engine.process([bytes])).toBe(2);
    }
    await engine.close();
  });

  it('by another member of the college has no effect: an anchor is its verifier’s own', async () => {
    const governed = withNetwork(governedGenesis);
    const write = signedFor(governed);
    const engine = await FictiveEngine.open({ genesis: governed });
    await engine.initChain();
    await engine.makeBlock([await write('register_verifier', payloads.verifier)]);
    const other = payloads.anchor(undefined, 'other');
    await expectRefused(engine, bytesOf(await write('anchor', other, ['city'])), 'not_the_member');
    await expectRefused(engine, bytesOf(await write('anchor', other, ['bank', 'city'])), 'not_the_member');
    await engine.makeBlock([await write('anchor', payloads.anchor(), ['bank'])]);
    await expectRefused(engine, bytesOf(await write('anchor', other, ['bank'])), 'anchor_conflict');
    await engine.close();
  });

  it('in two conflicting anchors leaves the first', async () => {
    const engine = await FictiveEngine.open({ genesis });
    await engine.initChain();
    await engine.makeBlock([await good()]);
    const anchors = [
      await signed('anchor', payloads.anchor(undefined, 'one'), ['bank']),
      await signed('anchor', payloads.anchor(undefined, 'other'), ['bank']),
    ];
    expect(await engine.check(bytesOf(anchors[0] as LedgerTransaction))).toMatchObject({ code: 0 });
    expect((await engine.check(bytesOf(anchors[1] as LedgerTransaction))).log).toMatchObject({
      code: 'anchor_conflict',
    });
    expect(await engine.process(anchors.map(bytesOf))).toBe(2);
    expect((await engine.makeBlock(anchors)).proposed).toEqual([bytesOf(anchors[0] as LedgerTransaction)]);
    await engine.close();
  });
});

function good(...[changes, signers]: [Parameters<typeof signed>[3]?, Parameters<typeof signed>[2]?]) {
  return signed('register_verifier', payloads.verifier, signers, changes);
}

async function changed(change: (one: LedgerTransaction) => unknown): Promise<Uint8Array> {
  const one = structuredClone(await good());
  change(one);
  return bytesOf(one);
}

async function spelt(change: (text: string) => string): Promise<Uint8Array> {
  const text = writeLedgerTransaction(await good());
  const other = change(text);
  expect(other).not.toBe(text);
  return encodeUtf8(other);
}

function withExpiry(number: string): Promise<Uint8Array> {
  return spelt((text) => text.replace(/"expiryHeight":\d+/, `"expiryHeight":${number}`));
}

function nonceOf(text: string): string {
  return encodeBase64url(encodeUtf8(text.padEnd(16, '.')).subarray(0, 16));
}
