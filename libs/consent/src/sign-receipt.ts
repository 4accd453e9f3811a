import { createJws, parseJws, refusal, verifyJws } from '#primitives';
import type { JsonObject, PublicJwk, Signer, VerifySignature } from '#primitives';
import { parseReceipt, type Receipt } from './receipt.js';
import { refuseAs } from './shapes.js';

/** `typ` of a receipt's JWS. */
export const RECEIPT_TYPE = 'incola-receipt+jwt';
const WORDS = 'The receipt does not have the form of one.';

/**
 * Signs with the verifier's access key. The leaf certificate travels in `x5c`, so that an auditor finds the member by
 * the registry's key digest years later.
 * @param x5c DER in Base 64, leaf first, without the root
 */
export function signReceipt(receipt: Receipt, tools: { signer: Pick<Signer, 'suite' | 'sign'>; x5c: string[] }) {
  return createJws({ typ: RECEIPT_TYPE, x5c: tools.x5c }, receipt as unknown as JsonObject, tools.signer);
}

/** Reads a receipt without verifying it. @throws `malformed_receipt` */
export function readReceipt(compact: string): { receipt: Receipt; x5c: string[] } {
  const { header, payload } = refuseAs('malformed_receipt', WORDS, () => parseJws(compact));
  const x5c = header.x5c;
  if (header.typ !== RECEIPT_TYPE || !isTextList(x5c)) throw refusal('malformed_receipt', WORDS);
  return { receipt: parseReceipt(payload), x5c };
}

/**
 * @param accessKey the key of the leaf certificate that signed the request, after its chain and registration were checked
 * @throws `malformed_receipt`, `receipt_signature`
 */
export async function verifyReceipt(compact: string, accessKey: PublicJwk, verify: VerifySignature): Promise<Receipt> {
  const { receipt } = readReceipt(compact);
  if (!(await verifyJws(parseJws(compact), accessKey, verify))) {
    throw refusal('receipt_signature', 'The receipt is not signed by the verifier that asked.');
  }
  return receipt;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string');
}
