import { concatBytes, refusal } from '#primitives';

/** base58btc of the multibase registry, as did:key writes it (did:key §3.1). */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const MAX_TEXT_LENGTH = 128;

export function encodeBase58(bytes: Uint8Array): string {
  let number = bytes.reduce((value, octet) => value * 256n + BigInt(octet), 0n);
  let text = '';
  for (; number > 0n; number /= 58n) text = (ALPHABET[Number(number % 58n)] as string) + text;
  return '1'.repeat(leading(bytes, 0)) + text;
}

/** @throws `malformed_base58` for foreign characters, or more than 128 of them */
export function decodeBase58(text: string): Uint8Array {
  let number = 0n;
  const digits = [...text].map((character) => ALPHABET.indexOf(character));
  if (text.length > MAX_TEXT_LENGTH || digits.includes(-1)) {
    throw refusal('malformed_base58', 'The text is not base58btc.');
  }
  for (const digit of digits) number = number * 58n + BigInt(digit);
  const bytes: number[] = [];
  for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n));
  return concatBytes(new Uint8Array(leading(digits, 0)), Uint8Array.from(bytes));
}

function leading(values: ArrayLike<number>, sought: number): number {
  let count = 0;
  while (count < values.length && values[count] === sought) count++;
  return count;
}
