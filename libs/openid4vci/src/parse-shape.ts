import type { z } from 'zod';
import { refusal } from '#primitives';

/**
 * Parses at the door into a type.
 * @throws the given code; the path of the first mismatch goes to the private words, since it may quote the peer
 */
export function parseShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: string,
  message: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const privateDetail = issue === undefined ? 'no detail' : `${issue.path.map(String).join('.')}: ${issue.message}`;
  throw refusal(code, message, { privateDetail });
}
