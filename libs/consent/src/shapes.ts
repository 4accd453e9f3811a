import { z } from 'zod';
import { isCodedError, refusal } from '#primitives';

/** Limits of what a peer may send in a notice, a receipt or a withdrawal. */
const MAX_TEXT_LENGTH = 2_000;
const MAX_CLAIMS = 64;

export const text = z.string().min(1).max(MAX_TEXT_LENGTH);
export const localised = z.strictObject({ en: text, fr: text });
export const seconds = z.int().min(0).max(9_999_999_999);
/** 32 bytes, base64url without padding. */
export const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const party = z.strictObject({ member: text, name: text, legalId: text });
export const onWithdrawal = z.enum(['erase', 'restrict']);
export const claims = z
  .array(z.strictObject({ vct: text, path: z.array(text).min(1).max(16) }))
  .min(1)
  .max(MAX_CLAIMS);
export const localisedList = z.array(localised).max(32);

/**
 * Reads a foreign value by a shape.
 * @throws a refusal with the given code; what was wrong is private, since it may quote what was sent.
 */
export function parseShape<T>(shape: z.ZodType<T>, value: unknown, code: string, words: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refusal(code, words, { privateDetail: z.prettifyError(parsed.error).slice(0, 1_000) });
}

/** Runs what may refuse for any reason, and refuses with one code, so that the caller has one thing to tell. */
export function refuseAs<T>(code: string, words: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!isCodedError(cause) || cause.fault !== 'refusal') throw cause;
    throw refusal(code, words, { cause, privateDetail: cause.code });
  }
}
