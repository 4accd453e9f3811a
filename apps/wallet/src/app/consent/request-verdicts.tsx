import type { RequestVerdict } from '#holder';
import { VerdictList } from '#look';
import { typeset } from '../shell/french-spaces.js';
import { useMessages, useShell } from '../wallet-context.js';
import { CONSENT_MESSAGES } from './consent.messages.js';

/** Every check of a request with its outcome, for who wants to see them. */
export function RequestVerdicts({ verdicts, isOpen }: { verdicts: readonly RequestVerdict[]; isOpen?: boolean }) {
  const { locale } = useShell();
  const words = useMessages(CONSENT_MESSAGES);
  const outcomeWords = { passed: words.passed, failed: words.failed, not_checked: words.notChecked };
  return (
    <details open={isOpen}>
      <summary>{words.checked}</summary>
      <VerdictList
        verdicts={verdicts.map(({ outcome, sentence }) => ({
          outcome,
          outcomeWord: outcomeWords[outcome],
          sentence: typeset(sentence[locale], locale),
        }))}
      />
    </details>
  );
}
