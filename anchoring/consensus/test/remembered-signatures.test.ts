import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { encodeUtf8, type PublicJwk } from '#primitives';
import { verifyOnOtherThreads, verifyWithNodeCrypto, type VerifySignatureNow } from '#anchoring/contract';
import { RememberedSignatures } from '../src/application/remembered-signatures.js';

const keyPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicJwk = publicKey.export({ format: 'jwk' }) as PublicJwk;
  return { publicJwk, sign: (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey)) };
};

/** Counts how often it is really verified. */
const counting = () => {
  const counted = { times: 0 };
  const verify: VerifySignatureNow = (input) => {
    counted.times++;
    return verifyWithNodeCrypto(input);
  };
  return { counted, verify };
};

it('verifies what it has seen once, and every other key, message and signature by itself', () => {
  const { counted, verify } = counting();
  const remembering = new RememberedSignatures(verify).verify;
  const [one, other] = [keyPair(), keyPair()];
  const message = encodeUtf8('water');
  const genuine = { publicJwk: one.publicJwk, message, signature: one.sign(message) };
  expect([remembering(genuine), remembering(genuine)]).toEqual([true, true]);
  expect(counted.times).toBe(1);
  expect(remembering({ ...genuine, publicJwk: other.publicJwk })).toBe(false);
  expect(remembering({ ...genuine, message: encodeUtf8('wine') })).toBe(false);
  expect(remembering({ ...genuine, signature: other.sign(message) })).toBe(false);
  expect(counted.times).toBe(4);
});

it('never remembers what does not verify', () => {
  const { counted, verify } = counting();
  const remembering = new RememberedSignatures(verify).verify;
  const { publicJwk } = keyPair();
  const forged = { publicJwk, message: encodeUtf8('water'), signature: new Uint8Array(64) };
  expect([remembering(forged), remembering(forged)]).toEqual([false, false]);
  expect(counted.times).toBe(2);
});

it('forgets the oldest beyond its limit', () => {
  const { counted, verify } = counting();
  const remembering = new RememberedSignatures(verify, 2).verify;
  const one = keyPair();
  const inputs = ['a', 'b', 'c'].map(encodeUtf8).map((message) => {
    return { publicJwk: one.publicJwk, message, signature: one.sign(message) };
  });
  for (const input of inputs) expect(remembering(input)).toBe(true);
  expect(counted.times).toBe(3);
  for (const input of inputs.slice(1)) expect(remembering(input)).toBe(true);
  expect(counted.times).toBe(3);
  for (const input of inputs.slice(0, 1)) expect(remembering(input)).toBe(true);
  expect(counted.times).toBe(4);
});

it('has a signature verified on other threads, and remembers it from then on only where it verifies', async () => {
  const { counted, verify } = counting();
  const signatures = new RememberedSignatures(verify);
  const one = keyPair();
  const message = encodeUtf8('water');
  const genuine = { publicJwk: one.publicJwk, message, signature: one.sign(message) };
  const forged = { ...genuine, message: encodeUtf8('wine') };
  const malformed = { ...genuine, publicJwk: { ...one.publicJwk, x: 'none' } };
  for (const input of [genuine, forged, malformed]) await signatures.verifyAhead(input, verifyOnOtherThreads);
  expect(signatures.verifyAhead(genuine, verifyOnOtherThreads)).toBeUndefined();
  expect(signatures.verify(genuine)).toBe(true);
  expect(counted.times).toBe(0);
  expect([signatures.verify(forged), signatures.verify(malformed)]).toEqual([false, false]);
  expect(counted.times).toBe(2);
});
