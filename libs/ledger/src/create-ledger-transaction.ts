import {
  canonicalJson,
  domainMessage,
  encodeBase64url,
  encodeUtf8,
  jwkThumbprint,
  sha256,
  type Domain,
  type JsonValue,
  type RandomBytes,
  type Signer,
} from '#primitives';
import { followsFromBody } from './kept-ledger-transaction.js';
import type {
  LedgerPayloads,
  LedgerSignature,
  LedgerTransaction,
  LedgerTransactionBody,
  LedgerTransactionKind,
} from './ledger-transaction.js';

const LEDGER_TRANSACTION: Domain = 'incola:ledger-transaction:1';
const NONCE_BYTES = 16;

/** Who signs: a member by its DID, with a key of its record. */
export interface LedgerSigner {
  member: string;
  signer: Signer;
}

/**
 * @param context.genesis `genesisDigest`, base64url
 * @param context.expiryHeight the last height at which it may be accepted, at most `maxExpiryBlocks` ahead
 */
export function createLedgerTransactionBody<K extends LedgerTransactionKind>(
  kind: K,
  payload: LedgerPayloads[K],
  context: { genesis: string; contractVersion: number; random: RandomBytes; expiryHeight: number },
): LedgerTransactionBody<K> {
  const { genesis, contractVersion, expiryHeight } = context;
  const nonce = encodeBase64url(context.random(NONCE_BYTES));
  return { genesis, contractVersion, nonce, expiryHeight, kind, payload };
}

/** What members sign: `incola:ledger-transaction:1` ‖ 0x00 ‖ JCS(body). */
export function ledgerTransactionMessage(body: LedgerTransactionBody): Uint8Array {
  return (followsFromBody(body).message ??= domainMessage(LEDGER_TRANSACTION, bodyBytes(body)));
}

/** The id: SHA-256 of what members sign, base64url. The signatures are outside, so that their malleability is too. */
export function ledgerTransactionId(body: LedgerTransactionBody): string {
  return (followsFromBody(body).id ??= encodeBase64url(sha256(ledgerTransactionMessage(body))));
}

/** Signs with each signer; the signatures come sorted by member, as the shape demands. */
export async function signLedgerTransaction<K extends LedgerTransactionKind>(
  body: LedgerTransactionBody<K>,
  signers: readonly LedgerSigner[],
): Promise<LedgerTransaction<K>> {
  const message = ledgerTransactionMessage(body as LedgerTransactionBody);
  const signatures: LedgerSignature[] = [];
  for (const { member, signer } of signers) {
    const signature = encodeBase64url(await signer.sign(message));
    signatures.push({ member, key: jwkThumbprint(signer.publicJwk), signature });
  }
  return { body, signatures: sortSignatures(signatures) };
}

/** Adds signatures made elsewhere to the ones already there (founding: each service endorses); a member's newest counts. */
export function addLedgerSignatures<K extends LedgerTransactionKind>(
  ledgerTransaction: LedgerTransaction<K>,
  signatures: readonly LedgerSignature[],
): LedgerTransaction<K> {
  const byMember = new Map([...ledgerTransaction.signatures, ...signatures].map((one) => [one.member, one]));
  return { body: ledgerTransaction.body, signatures: sortSignatures([...byMember.values()]) };
}

/** By UTF-16 code units, as RFC 8785 orders members: no locale. */
function sortSignatures(signatures: LedgerSignature[]): LedgerSignature[] {
  return signatures.sort((left, right) => (left.member < right.member ? -1 : 1));
}

function bodyBytes(body: LedgerTransactionBody): Uint8Array {
  return encodeUtf8(canonicalJson(body as unknown as JsonValue));
}
