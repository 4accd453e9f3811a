import { isCodedError } from '#primitives';

/**
 * Runs a step of preparing a test; where it fails, the error says in its message what Jest does not print: codes, private
 * details and the whole chain of causes.
 */
export async function explainFailure<Result>(what: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    throw new Error(`${what} failed: ${wordsOf(error)}`, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const detail = isCodedError(error) ? error.privateDetail : undefined;
  const words = [error.name, code, error.message, detail].filter((part) => typeof part === 'string' && part !== '');
  // What Node says of a host with several addresses.
  const inner: unknown[] = error instanceof AggregateError ? error.errors : [];
  const causes = [...inner, ...(error.cause === undefined ? [] : [error.cause])].map(wordsOf);
  return [words.join(', '), ...causes].join('\n  because of ');
}
