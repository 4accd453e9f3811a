/** Whose fault an error is: the peer's, a dependency's (worth a retry), or ours. */
export type Fault = 'refusal' | 'outage' | 'bug';

/**
 * An error with a stable code. `message` is public: it may be shown to the peer and holds no personal data, code or token.
 * `privateDetail` is for our own log only.
 */
export class CodedError extends Error {
  readonly privateDetail?: string;

  constructor(
    readonly code: string,
    message: string,
    readonly fault: Fault = 'refusal',
    options: { privateDetail?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CodedError';
    if (options.privateDetail !== undefined) this.privateDetail = options.privateDetail;
  }
}

/** The peer's mistake. */
export function refusal(
  code: string,
  message: string,
  options?: { privateDetail?: string; cause?: unknown },
): CodedError {
  return new CodedError(code, message, 'refusal', options);
}

/** A dependency that did not answer as it should; the same call may succeed later. */
export function outage(
  code: string,
  message: string,
  options?: { privateDetail?: string; cause?: unknown },
): CodedError {
  return new CodedError(code, message, 'outage', options);
}

/** A promise of ours that does not hold. */
export function assertOurs(condition: unknown, message: string): asserts condition {
  if (!condition) throw new CodedError('broken_promise', message, 'bug');
}

export function isCodedError(error: unknown): error is CodedError {
  return error instanceof CodedError;
}
