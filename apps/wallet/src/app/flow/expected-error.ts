import { isCodedError, type CodedError } from '#primitives';

/** What a screen explains: a refusal or an outage. @throws whatever else it is, for whoever shows faults of our own */
export function expectedError(error: unknown): CodedError {
  if (isCodedError(error) && error.fault !== 'bug') return error;
  throw error instanceof Error ? error : new Error('Something was thrown that is no error.', { cause: error });
}
