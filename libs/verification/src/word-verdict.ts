import { sentenceOf, sentenceOfPrerequisite } from './verification.messages.js';
import type { Verdict } from './verification.js';

/** A verdict as it is recorded: its sentence follows from check and code, and would be most of the record. */
export type RecordedVerdict = Omit<Verdict, 'sentence'>;

export function withoutSentence({ sentence: _sentence, ...recorded }: Verdict): RecordedVerdict {
  return recorded;
}

/** The verdict with the sentence that its check has for its code today. */
export function wordVerdict(recorded: RecordedVerdict): Verdict {
  const { check, code, prerequisite } = recorded;
  const sentence = prerequisite === undefined ? sentenceOf(check, code) : sentenceOfPrerequisite(prerequisite);
  return { ...recorded, sentence };
}
