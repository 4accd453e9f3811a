import { z } from 'zod';
import { decodeBase64url } from '#primitives';

/** Building blocks of the ledger's shapes, with every limit. */

/** Longest text of a ledger record, in UTF-16 code units. */
const MAX_TEXT_LENGTH = 2000;
const MAX_DID_LENGTH = 512;

export const naturalShape = z.int().min(0);
export const positiveShape = z.int().min(1);
/** Control characters other than a line's end, and those that turn the direction of what stands beside them (UAX #9 §2). */
const HIDDEN_CHARACTER = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

/** A text that people read: what they see is what it says. @param maxLength UTF-16 code units */
export function readableText(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => text.isWellFormed() && !HIDDEN_CHARACTER.test(text), 'lone surrogate or hidden character');
}

export const textShape = readableText(MAX_TEXT_LENGTH);
export const localisedShape = z.strictObject({ en: textShape, fr: textShape });

/** DID Core 1.0 §3.1: the characters of a DID; no path, query or fragment. */
export const didShape = z
  .string()
  .max(MAX_DID_LENGTH)
  .regex(/^did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})+$/);

/** `length` bytes in base64url, with one spelling only. */
export function bytesShape(length: number): z.ZodString {
  return z
    .string()
    .length(Math.ceil((length * 4) / 3))
    .refine((text) => decodes(text, length), `${length} bytes in base64url`);
}

export const digestShape = bytesShape(32);

/** Name of a record: a contract's id, an anchor's stream. */
export const slugShape = z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/);

/** An absolute http(s) URI in one spelling: no query, no fragment, no dot segment, no percent-encoding. */
export const httpUriShape = z
  .string()
  .max(1024)
  .regex(/^https?:\/\/[a-z0-9.[\]:-]+(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\/?$/);

export const termShape = { from: naturalShape, until: naturalShape.nullable() };

function decodes(text: string, length: number): boolean {
  try {
    return decodeBase64url(text).length === length;
  } catch {
    return false;
  }
}
