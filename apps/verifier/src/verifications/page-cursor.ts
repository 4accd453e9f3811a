import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, refusal } from '#primitives';

/** The place in a list after which a page begins; opaque to callers. */
export interface PageCursor {
  createdAt: number;
  id: string;
}

export function writeCursor({ createdAt, id }: PageCursor): string {
  return encodeBase64url(encodeUtf8(`${createdAt} ${id}`));
}

/** @throws `malformed_cursor` */
export function readCursor(text: string): PageCursor {
  try {
    const [, createdAt, id] = /^(\d{1,15}) ([A-Za-z0-9_-]{22})$/.exec(decodeUtf8(decodeBase64url(text))) ?? [];
    if (createdAt !== undefined && id !== undefined) return { createdAt: Number(createdAt), id };
  } catch {
    // Not even base64url: the same answer.
  }
  throw refusal('malformed_cursor', 'The cursor is not one of ours.');
}
