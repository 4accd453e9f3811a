import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, isCodedError, refusal } from '#primitives';

const PREFIX = 'after:';

/** Opaque to callers: where the page before ended. */
export function formatCursor(id: string): string {
  return encodeBase64url(encodeUtf8(PREFIX + id));
}

/** @returns the identifier behind which the page begins; empty for the first page. @throws `malformed_cursor` */
export function parseCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  try {
    const text = decodeUtf8(decodeBase64url(cursor));
    const id = /^after:([A-Za-z0-9_-]{1,64})$/.exec(text)?.[1];
    if (id !== undefined) return id;
  } catch (error) {
    if (!isCodedError(error)) throw error;
  }
  throw refusal('malformed_cursor', 'The cursor is not one that a list gave.');
}
