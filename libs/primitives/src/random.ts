/** Returns `length` bytes from a cryptographically secure source. */
export type RandomBytes = (length: number) => Uint8Array;

/** The platform's source, the same one in browser and Node (Web Crypto `getRandomValues`, at most 65,536 bytes). */
export const platformRandom: RandomBytes = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length));
