import type { LedgerTransaction } from '#ledger';
import { encodeBase64url } from '#primitives';
import { people, type Person } from '../../contract/test/founded-cooperative.js';

/** What somebody may do to the signatures of a ledger transaction that he did not sign. */

export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ED25519_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function signatureOf(one: LedgerTransaction, person: Person) {
  const signature = one.signatures.find(({ member }) => member === people[person].did);
  if (signature === undefined) throw new Error(`${person} did not sign`);
  return signature;
}

/** @param change of r and s */
export function resign(
  one: LedgerTransaction,
  person: Person,
  change: (r: bigint, s: bigint) => [bigint, bigint],
): void {
  const signature = signatureOf(one, person);
  const bytes = Buffer.from(signature.signature, 'base64url');
  const [r, s] = [bytes.subarray(0, 32), bytes.subarray(32)].map((half) => BigInt(`0x${half.toString('hex')}`));
  const halves = change(r ?? 0n, s ?? 0n).map((half) => BigInt.asUintN(256, half).toString(16).padStart(64, '0'));
  signature.signature = Buffer.from(halves.join(''), 'hex').toString('base64url');
}

/** S stands in the second half, the least significant byte first. */
export function addEd25519Order(one: LedgerTransaction, person: Person): void {
  const signature = signatureOf(one, person);
  const bytes = Buffer.from(signature.signature, 'base64url');
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + ED25519_ORDER;
  const half = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  signature.signature = Buffer.concat([bytes.subarray(0, 32), half]).toString('base64url');
}

export function swapSignatures(one: LedgerTransaction): void {
  const [bank, residents] = [signatureOf(one, 'bank'), signatureOf(one, 'residents')];
  [bank.signature, residents.signature] = [residents.signature, bank.signature];
}

export function addSignatures(one: LedgerTransaction): void {
  const [signature] = one.signatures;
  if (signature === undefined) throw new Error('the founders signed');
  for (let count = 10; count < 30; count++) one.signatures.push({ ...signature, member: `did:web:z${count}.example` });
}

export function first(one: LedgerTransaction) {
  const [signature] = one.signatures;
  if (signature === undefined) throw new Error('the founders signed');
  return signature;
}

export function flipSignature(one: LedgerTransaction): void {
  const signature = first(one);
  const bytes = Buffer.from(signature.signature, 'base64url');
  bytes[7] = (bytes[7] ?? 0) ^ 1;
  signature.signature = encodeBase64url(new Uint8Array(bytes));
}
