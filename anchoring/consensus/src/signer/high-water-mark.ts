import { encodeBase64url, refusal, sha256 } from '#primitives';
import type { CometbftTime } from '#ledger';
import { signBytes, stepOf, type ConsensusMessage, type Step } from './consensus-message.js';

/** The latest message that the key may have signed. */
export interface HighWaterMark {
  height: number;
  round: number;
  step: Step;
  /** SHA-256 of the message's canonical bytes at time zero, base64url: what may not differ at this place. */
  content: string;
  timestamp: CometbftTime;
}

const TIME_ZERO: CometbftTime = { seconds: 0, nanos: 0 };

/** The mark that stands once the message is signed. */
export function markOf(message: ConsensusMessage): HighWaterMark {
  const { height, round, timestamp } = message;
  const content = encodeBase64url(sha256(signBytes({ ...message, timestamp: TIME_ZERO })));
  return { height, round, step: stepOf(message), content, timestamp };
}

/**
 * Decides whether a message may be signed after what was signed before.
 * @param last `null`: the key has signed nothing
 * @returns the mark to stand before the signature: the next one; or the last one where the message is the same but for its
 *   time, as after a crash between signing and remembering. Then the earlier time is signed again, as CometBFT's own signer
 *   does (privval/file.go).
 * @throws `double_sign_refused`
 */
export function judge(last: HighWaterMark | null, message: ConsensusMessage): HighWaterMark {
  const next = markOf(message);
  if (last === null) return next;
  const order = next.height - last.height || next.round - last.round || next.step - last.step;
  if (order > 0) return next;
  if (order === 0 && next.content === last.content) return last;
  const words = order < 0 ? 'something later was signed' : 'something else was signed there';
  throw refusal('double_sign_refused', `${placeOf(next)} is not signed: ${words} (${placeOf(last)}).`);
}

function placeOf({ height, round, step }: HighWaterMark): string {
  return `height ${height}, round ${round}, step ${step}`;
}
