import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  canonicalJson,
  createJws,
  decodeBase64url,
  encodeBase64url,
  encodeHex,
  encodeUtf8,
  jwkThumbprint,
  sha256,
  verifyWithWebCrypto,
} from '#primitives';
import type { JsonObject } from '#primitives';
import { decodeInclusion, leafHash, verifyInclusion } from '#ledger';
import type { DataUseContract } from '#ledger';
import {
  buildAnchorTree,
  commitmentOf,
  commitmentProof,
  compareReceipt,
  createReceipt,
  createWithdrawal,
  createWithdrawalBySecret,
  noticeDigest,
  noticeOf,
  parseNoticeDelivery,
  parseReceiptDelivery,
  parseWithdrawalStatement,
  presentationNonce,
  readReceipt,
  signReceipt,
  signWithdrawalAnswer,
  verifyReceipt,
  verifyWithdrawal,
  verifyWithdrawalAnswer,
  WITHDRAWAL_TYPE,
  withdrawalContent,
} from '#consent';
import type { NoticeDelivery, Receipt, SignedWithdrawalAnswer, WithdrawalStatement } from '#consent';
import { signerOf, type PrivateJwk } from './make-example.js';

interface Example {
  contract: DataUseContract;
  member: { did: string; name: string; legalId: string };
  claims: { vct: string; path: string[] }[];
  withdrawalUri: string;
  random: string;
  keys: { access: PrivateJwk; holder: PrivateJwk };
  x5c: string[];
  receipt: { id: string; issuedAt: number; withdrawalSecret: string; salt: string };
  anchor: { seed: string };
  expected: {
    noticeCanonical: string;
    noticeDigest: string;
    presentationNonce: string;
    receiptPayload: Receipt;
    receiptJws: string;
    commitmentInputHex: string;
    commitment: string;
    withdrawal: WithdrawalStatement;
    withdrawalSalt: string;
    withdrawalCommitment: string;
    answerPayload: SignedWithdrawalAnswer;
    answerJws: string;
    answerSalt: string;
    answerCommitment: string;
    anchorRoot: string;
    anchorSize: number;
    inclusion: { index: number; size: number; path: string[] };
  };
}
const example = JSON.parse(readFileSync('test/vectors/consent/worked-example.json', 'utf8')) as Example;
const { expected } = example;
const notice = noticeOf(example.contract, example.member, example.claims, example.withdrawalUri);
const delivery: NoticeDelivery = { notice, random: example.random };
const access = signerOf(example.keys.access);
const holder = signerOf(example.keys.holder);
const withdrawalSecret = decodeBase64url(example.receipt.withdrawalSecret);
const receipt = createReceipt({
  id: example.receipt.id,
  issuedAt: example.receipt.issuedAt,
  delivery,
  holderKey: jwkThumbprint(holder.publicJwk),
  withdrawalSecret,
});
const commitment = decodeBase64url(expected.commitment);
const code = (expectedCode: string) => expect.objectContaining({ code: expectedCode }) as unknown as Error;

describe('The worked example of docs/consent.md', () => {
  test('has the notice, its digest and its presentation nonce, byte for byte', () => {
    expect(canonicalJson(notice as unknown as JsonObject)).toBe(expected.noticeCanonical);
    expect(noticeDigest(notice)).toBe(expected.noticeDigest);
    expect(presentationNonce(delivery)).toBe(expected.presentationNonce);
    const input = [encodeUtf8('incola:notice:1'), Uint8Array.of(0), decodeBase64url(example.random)];
    expect(encodeBase64url(sha256(...input, encodeUtf8(expected.noticeCanonical)))).toBe(expected.presentationNonce);
  });
  test('has the receipt, whose signature verifies, and its commitment', async () => {
    expect(receipt).toEqual(expected.receiptPayload);
    expect(await verifyReceipt(expected.receiptJws, access.publicJwk, verifyWithWebCrypto)).toEqual(receipt);
    expect(readReceipt(expected.receiptJws).x5c).toEqual(example.x5c);
    expect(encodeHex(sha256(Uint8Array.from(Buffer.from(expected.commitmentInputHex, 'hex'))))).toBe(
      encodeHex(commitment),
    );
    const salt = decodeBase64url(example.receipt.salt);
    expect(commitmentOf('receipt', salt, encodeUtf8(expected.receiptJws))).toEqual(commitment);
  });
  test('has the withdrawal and the answer with their commitments', async () => {
    const ground = {
      commitment: expected.commitment,
      holderKey: receipt.holderKey,
      withdrawalSecretDigest: receipt.withdrawalSecretDigest,
      withdrawalUri: example.withdrawalUri,
    };
    await verifyWithdrawal(expected.withdrawal, ground, receipt.issuedAt + 90, verifyWithWebCrypto);
    const salt = decodeBase64url(expected.withdrawalSalt);
    expect(encodeBase64url(commitmentOf('withdrawal', salt, withdrawalContent(expected.withdrawal)))).toBe(
      expected.withdrawalCommitment,
    );
    const answer = await verifyWithdrawalAnswer(
      expected.answerJws,
      access.publicJwk,
      expected.commitment,
      verifyWithWebCrypto,
    );
    expect(answer).toEqual(expected.answerPayload);
    const answerSalt = decodeBase64url(expected.answerSalt);
    expect(encodeBase64url(commitmentOf('erasure', answerSalt, encodeUtf8(expected.answerJws)))).toBe(
      expected.answerCommitment,
    );
  });
  test('has the anchor’s root and the place of the commitment in it', () => {
    const all = [expected.commitment, expected.withdrawalCommitment, expected.answerCommitment].map(decodeBase64url);
    const tree = buildAnchorTree(all, decodeBase64url(example.anchor.seed));
    expect([encodeBase64url(tree.root), tree.size]).toEqual([expected.anchorRoot, expected.anchorSize]);
    expect(commitmentProof(tree, commitment)).toEqual(expected.inclusion);
    expect(verifyInclusion(leafHash(commitment), decodeInclusion(expected.inclusion), tree.root)).toBe(true);
  });
});

describe('A notice', () => {
  test('is refused with a member too many, or without one', () => {
    expect(parseNoticeDelivery(delivery)).toEqual(delivery);
    expect(() => parseNoticeDelivery({ ...delivery, notice: { ...notice, hidden: 1 } })).toThrow(
      code('malformed_notice'),
    );
    expect(() => parseNoticeDelivery({ ...delivery, notice: { ...notice, rights: undefined } })).toThrow(
      code('malformed_notice'),
    );
    expect(() => presentationNonce({ notice, random: 'AAAA' })).toThrow(code('malformed_notice'));
  });
  test('changes the nonce with any of its words', () => {
    const changed = { ...notice, retentionDays: notice.retentionDays + 1 };
    expect(presentationNonce({ ...delivery, notice: changed })).not.toBe(presentationNonce(delivery));
    expect(noticeDigest(changed)).not.toBe(noticeDigest(notice));
  });
});

describe('A receipt', () => {
  test('is refused under another key, tampered with, of another type, or malformed', async () => {
    await expect(verifyReceipt(expected.receiptJws, holder.publicJwk, verifyWithWebCrypto)).rejects.toThrow(
      code('receipt_signature'),
    );
    const [header, , signature] = expected.receiptJws.split('.');
    const forged = encodeBase64url(encodeUtf8(JSON.stringify({ ...receipt, retentionDays: 9_999 })));
    const compact = `${header}.${forged}.${signature}`;
    await expect(verifyReceipt(compact, access.publicJwk, verifyWithWebCrypto)).rejects.toThrow(
      code('receipt_signature'),
    );
    const other = await createJws({ typ: 'JWT', x5c: example.x5c }, { ...receipt }, access);
    expect(() => readReceipt(other)).toThrow(code('malformed_receipt'));
    const extra = { ...receipt, address: '1 rue X' };
    expect(() => readReceipt('garbage')).toThrow(code('malformed_receipt'));
    const signed = await signReceipt(extra, { signer: access, x5c: example.x5c });
    expect(() => readReceipt(signed)).toThrow(code('malformed_receipt'));
    expect(() => parseReceiptDelivery({ receipt: 'x' })).toThrow(code('malformed_receipt'));
  });
  const own = {
    delivery,
    holderKey: receipt.holderKey,
    disclosed: [...example.claims].reverse(),
    presentedAt: receipt.issuedAt,
    withdrawalSecret,
  };
  test('agrees with the wallet’s own record', () => expect(compareReceipt(receipt, own)).toEqual([]));
  test.each<[string, Partial<Receipt>]>([
    ['receipt_member', { controller: { ...receipt.controller, member: 'did:web:other.example' } }],
    ['receipt_contract', { contract: { id: receipt.contract.id, version: 2 } }],
    ['receipt_purpose', { purpose: { ...receipt.purpose, dpv: 'dpv:Marketing' } }],
    ['receipt_legal_basis', { legalBasis: { dpv: 'dpv:LegitimateInterest' } }],
    ['receipt_on_withdrawal', { onWithdrawal: 'restrict' }],
    ['receipt_claims', { claims: [] }],
    ['receipt_retention', { retentionEndsAt: receipt.retentionEndsAt + 1 }],
    ['receipt_notice', { notice: receipt.presentationNonce }],
    ['receipt_presentation_nonce', { presentationNonce: receipt.notice }],
    ['receipt_holder_key', { holderKey: receipt.notice }],
    ['receipt_withdrawal_secret', { withdrawalSecretDigest: receipt.notice }],
  ])('is flagged: %s', (difference, change) => {
    expect(compareReceipt({ ...receipt, ...change }, own)).toEqual([difference]);
  });
  test('is flagged: receipt_time', () => {
    expect(compareReceipt(receipt, { ...own, presentedAt: receipt.issuedAt - 301 })).toEqual(['receipt_time']);
  });
});

describe('A commitment', () => {
  test('changes with kind, salt and content', () => {
    const salt = new Uint8Array(32);
    const content = encodeUtf8('x');
    const all = [
      commitmentOf('receipt', salt, content),
      commitmentOf('withdrawal', salt, content),
      commitmentOf('erasure', salt, content),
      commitmentOf('restriction', salt, content),
      commitmentOf('receipt', salt.slice().fill(1), content),
      commitmentOf('receipt', salt, encodeUtf8('y')),
    ].map(encodeBase64url);
    expect(new Set(all).size).toBe(6);
    expect(() => commitmentOf('receipt', salt.slice(1), content)).toThrow(code('broken_promise'));
  });
});

describe('A withdrawal', () => {
  const ground = {
    commitment: expected.commitment,
    holderKey: receipt.holderKey,
    withdrawalSecretDigest: receipt.withdrawalSecretDigest,
    withdrawalUri: example.withdrawalUri,
  };
  const now = receipt.issuedAt + 60;
  const input = { commitment, withdrawalUri: example.withdrawalUri, issuedAt: now };
  const check = (statement: WithdrawalStatement) => verifyWithdrawal(statement, ground, now, verifyWithWebCrypto);

  test('is accepted from the presented key, and from who has the secret', async () => {
    await check(parseWithdrawalStatement(await createWithdrawal(input, holder)));
    await check(parseWithdrawalStatement(createWithdrawalBySecret(commitment, withdrawalSecret)));
  });
  test('is refused from another key, for another place or receipt, from the future, or with another secret', async () => {
    await expect(check(await createWithdrawal(input, access))).rejects.toThrow(code('withdrawal_key'));
    const elsewhere = { ...input, withdrawalUri: 'https://other.example' };
    await expect(check(await createWithdrawal(elsewhere, holder))).rejects.toThrow(code('withdrawal_audience'));
    const later = { ...input, issuedAt: now + 301 };
    await expect(check(await createWithdrawal(later, holder))).rejects.toThrow(code('withdrawal_time'));
    const other = { ...input, commitment: new Uint8Array(32) };
    const signed = await createWithdrawal(other, holder);
    await expect(check(signed)).rejects.toThrow(code('withdrawal_commitment'));
    await expect(check({ ...signed, commitment: expected.commitment })).rejects.toThrow(code('withdrawal_commitment'));
    await expect(check(createWithdrawalBySecret(commitment, new Uint8Array(32)))).rejects.toThrow(
      code('withdrawal_secret'),
    );
  });
  test('is refused where its signature is not the key’s that it shows', async () => {
    const jwk = { ...holder.publicJwk } as JsonObject;
    const claims = { version: 1, commitment: expected.commitment, aud: example.withdrawalUri, iat: now };
    const signed = await createJws({ typ: WITHDRAWAL_TYPE, jwk }, claims, access);
    await expect(check({ commitment: expected.commitment, signed })).rejects.toThrow(code('withdrawal_signature'));
    await expect(check({ commitment: expected.commitment, signed: 'x' })).rejects.toThrow(code('malformed_withdrawal'));
    const untyped = await createJws({ jwk }, claims, holder);
    await expect(check({ commitment: expected.commitment, signed: untyped })).rejects.toThrow(
      code('malformed_withdrawal'),
    );
  });
  test('is refused malformed', () => {
    for (const value of [{}, null, { commitment: 'x', signed: 'y' }, { ...expected.withdrawal, more: 1 }]) {
      expect(() => parseWithdrawalStatement(value)).toThrow(code('malformed_withdrawal'));
    }
  });
  test('has its answer refused under another key, or about another receipt', async () => {
    const jws = await signWithdrawalAnswer(expected.answerPayload, { signer: access, x5c: example.x5c });
    const check = (key = access.publicJwk, of = expected.commitment) =>
      verifyWithdrawalAnswer(jws, key, of, verifyWithWebCrypto);
    await expect(check(holder.publicJwk)).rejects.toThrow(code('withdrawal_answer_signature'));
    await expect(check(access.publicJwk, receipt.notice)).rejects.toThrow(code('withdrawal_commitment'));
    const receiptAsAnswer = verifyWithdrawalAnswer(
      expected.receiptJws,
      access.publicJwk,
      expected.commitment,
      verifyWithWebCrypto,
    );
    await expect(receiptAsAnswer).rejects.toThrow(code('malformed_withdrawal_answer'));
  });
});

test('docs/consent.md shows the values of the worked example', () => {
  const page = readFileSync('docs/consent.md', 'utf8');
  const {
    noticeDigest: digest,
    presentationNonce: nonce,
    withdrawalCommitment,
    answerCommitment,
    anchorRoot,
  } = expected;
  for (const value of [digest, nonce, expected.commitment, withdrawalCommitment, answerCommitment, anchorRoot]) {
    expect(page).toContain(value);
  }
});
