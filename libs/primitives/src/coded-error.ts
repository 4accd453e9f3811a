/** Whose fault an error is: the peer's, a dependency's (worth a retry), or ours. */
export type Fault = 'refusal' | 'outage' | 'bug';

/** What a {@link CodedError} may carry besides code and words. */
export interface ErrorDetails {
  privateDetail?: string;
  cause?: unknown;
  /** Further members of the answer, for programs (RFC 9457 §3.2); as public as `message`. */
  extensions?: Readonly<Record<string, string | number>>;
}

/**
 * An error with a stable code. `message` is public: it may be shown to the peer and holds no personal data, code or token.
 * `privateDetail` is for our own log only.
 */
export class CodedError extends Error {
  readonly privateDetail?: string;
  readonly extensions?: Readonly<Record<string, string | number>>;

  constructor(
    readonly code: string,
    message: string,
    readonly fault: Fault = 'refusal',
    options: ErrorDetails = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CodedError';
    if (options.privateDetail !== undefined) this.privateDetail = options.privateDetail;
    if (options.extensions !== undefined) this.extensions = options.extensions;
  }
}

/** The peer's mistake. */
export function refusal(code: string, message: string, options?: ErrorDetails): CodedError {
  return new CodedError(code, message, 'refusal', options);
}

/** A dependency that did not answer as it should; the same call may succeed later. */
export function outage(code: string, message: string, options?: ErrorDetails): CodedError {
  return new CodedError(code, message, 'outage', options);
}

/** A promise of ours that does not hold. */
export function assertOurs(condition: unknown, message: string): asserts condition {
  if (!condition) throw new CodedError('broken_promise', message, 'bug');
}

export function isCodedError(error: unknown): error is CodedError {
  return error instanceof CodedError;
}
