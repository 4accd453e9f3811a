import { CBOR_TAG, CborTag, type CborValue } from '#cbor';
import { assertOurs } from '#primitives';

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** `tdate` without fractions of a second, in UTC (ISO/IEC 18013-5 §9.1.2.4). @param seconds since the epoch */
export function dateTimeOf(seconds: number): CborTag {
  const text = new Date(seconds * 1000).toISOString().replace(/\.000Z$/, 'Z');
  assertOurs(DATE_TIME.test(text), 'a time is whole seconds');
  return new CborTag(CBOR_TAG.dateTime, text);
}

/** Seconds since the epoch, or `undefined` for anything but such a time. */
export function readDateTime(value: CborValue): number | undefined {
  if (!(value instanceof CborTag) || value.tag !== CBOR_TAG.dateTime) return undefined;
  const { content } = value;
  if (typeof content !== 'string' || !DATE_TIME.test(content)) return undefined;
  const milliseconds = Date.parse(content);
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : undefined;
}
