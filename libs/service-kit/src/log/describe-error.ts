import { isCodedError } from '#primitives';

const MAX_CAUSES = 5;

/**
 * An error for the log: its kind, code, place and causes. The words of an error that isn't ours are left out, because parsers
 * and database drivers quote what they were given.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint, driverError } = error as { code?: unknown; constraint?: unknown; driverError?: unknown };
  const cause: unknown = error.cause ?? driverError;
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(isCodedError(error) ? { fault: error.fault, words: error.message, detail: error.privateDetail } : {}),
    place: placeOf(error),
    ...(cause !== undefined && depth < MAX_CAUSES ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

function placeOf(error: Error): string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 12).map((line) => line.trim());
}
