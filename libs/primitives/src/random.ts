/** Returns `length` bytes from a cryptographically secure source; they are the caller's alone. */
export type RandomBytes = (length: number) => Uint8Array;

/** Short draws are taken out of a longer one: each call of the platform's source costs more than its bytes. */
const POOL_BYTES = 4096;
const LONGEST_FROM_POOL = 256;

const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/** The platform's source, the same one in browser and Node (Web Crypto `getRandomValues`, at most 65,536 bytes). */
export const platformRandom: RandomBytes = (length) => {
  if (length > LONGEST_FROM_POOL) return globalThis.crypto.getRandomValues(new Uint8Array(length));
  if (used + length > POOL_BYTES) {
    globalThis.crypto.getRandomValues(pool);
    used = 0;
  }
  const drawn = pool.slice(used, used + length);
  // What was given out is kept nowhere else.
  pool.fill(0, used, used + length);
  used += length;
  return drawn;
};
