import { isCodedError } from '#primitives';
import { WAY_PROBLEMS, type WayProblem } from './unlock.messages.js';

/** Which sentence says what went wrong. */
export function wayProblemOf(error: unknown): WayProblem {
  const code = isCodedError(error) ? error.code : undefined;
  return WAY_PROBLEMS.find((problem) => problem === code) ?? 'other';
}
