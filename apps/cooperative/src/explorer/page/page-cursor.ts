import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, isCodedError, refusal } from '#primitives';

const MAX_LENGTH = 4096;

/** Where a list goes on, as an opaque text. @param list names the list, so that a cursor fits no other */
export function writeCursor(list: string, place: string): string {
  return encodeBase64url(encodeUtf8(`${list}\n${place}`));
}

/** @throws `invalid_cursor` */
export function readCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const text = cursor.length > MAX_LENGTH ? '' : decodeUtf8(decodeBase64url(cursor));
    if (text.startsWith(`${list}\n`)) return text.slice(list.length + 1);
  } catch (error) {
    if (!isCodedError(error)) throw error;
  }
  throw refusal('invalid_cursor', 'The cursor is not one of this list.');
}

/** A cursor that holds a whole number. @throws `invalid_cursor` */
export function readNumberCursor(list: string, cursor: string | undefined): number | undefined {
  const place = readCursor(list, cursor);
  if (place === undefined) return undefined;
  if (!/^(?:0|[1-9][0-9]{0,14})$/.test(place)) throw refusal('invalid_cursor', 'The cursor is not one of this list.');
  return Number(place);
}
