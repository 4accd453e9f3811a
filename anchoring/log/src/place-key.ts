const ID = /^[A-Za-z0-9_-]{43}$/;
/** As many of base64url as a whole number of JavaScript, and of SQLite, holds: 48 bits. */
export const PLACE_KEY_CHARACTERS = 8;
const BYTES = (PLACE_KEY_CHARACTERS * 6) / 8;

/**
 * Under what a node keeps the place of a ledger transaction: the first 48 bits of its id. A short key keeps the rows of many
 * places on one page of the database, which each block writes at random places. Whoever finds one looks at the leaf, since others
 * can have the same beginning.
 * @param id base64url of 32 bytes
 * @returns `undefined` where it is no id
 */
export function placeKey(id: string): number | undefined {
  if (!ID.test(id)) return undefined;
  return Buffer.from(id.slice(0, PLACE_KEY_CHARACTERS), 'base64url').readUIntBE(0, BYTES);
}

/** How the ids begin whose key this is: eight characters of base64url. */
export function beginningOfIds(key: number): string {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUIntBE(key, 0, BYTES);
  return bytes.toString('base64url');
}
