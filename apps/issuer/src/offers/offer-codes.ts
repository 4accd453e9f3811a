import { encodeUtf8, equalBytes, type RandomBytes } from '#primitives';
import type { KeyedDigests } from '../keyed-digests.js';

const TRANSACTION_CODE_DIGITS = 6;

/**
 * A pre-authorized code is the offer's identifier and a keyed digest of it: nothing that redeems an offer stands in the
 * database, and an offer by reference can still be written anew.
 */
export async function preAuthorizedCodeOf(offer: { tenantId: string; id: string }, keys: KeyedDigests) {
  return `${offer.id}.${await keys.lookup(offer.tenantId, 'pre-authorized-code', offer.id)}`;
}

/** @returns the offer's identifier, or `undefined` for a code that is not ours */
export async function readPreAuthorizedCode(
  tenantId: string,
  code: string,
  keys: KeyedDigests,
): Promise<string | undefined> {
  const id = code.split('.', 1)[0] as string;
  return sameText(code, await preAuthorizedCodeOf({ tenantId, id }, keys)) ? id : undefined;
}

/** `issuer_state` of an offer (OpenID4VCI 1.0 §4.1.1), made as the code is; alone it opens nothing, since somebody must sign in. */
export async function issuerStateOf(offer: { tenantId: string; id: string }, keys: KeyedDigests) {
  return `${offer.id}.${await keys.lookup(offer.tenantId, 'issuer-state', offer.id)}`;
}

/** @returns the offer's identifier, or `undefined` for a state that is not ours */
export async function readIssuerState(
  tenantId: string,
  issuerState: string,
  keys: KeyedDigests,
): Promise<string | undefined> {
  const id = issuerState.split('.', 1)[0] as string;
  return sameText(issuerState, await issuerStateOf({ tenantId, id }, keys)) ? id : undefined;
}

/** Six digits, each value equally likely. */
export function createTransactionCode(random: RandomBytes): string {
  const most = 10 ** TRANSACTION_CODE_DIGITS;
  for (;;) {
    const [first, second, third, fourth] = random(4) as unknown as [number, number, number, number];
    const drawn = ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
    // Above the last whole multiple some values would be likelier than others.
    if (drawn < Math.floor(2 ** 32 / most) * most) return String(drawn % most).padStart(TRANSACTION_CODE_DIGITS, '0');
  }
}

/** A million codes are soon tried: the digest is keyed, and bound to its offer. */
export function transactionCodeDigest(
  offer: { tenantId: string; id: string },
  code: string,
  keys: KeyedDigests,
): Promise<string> {
  return keys.lookup(offer.tenantId, 'transaction-code', `${offer.id} ${code}`);
}

export function sameText(left: string, right: string): boolean {
  return equalBytes(encodeUtf8(left), encodeUtf8(right));
}

export { TRANSACTION_CODE_DIGITS };
