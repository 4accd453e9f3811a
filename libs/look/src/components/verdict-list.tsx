import type { ComponentChildren } from 'preact';

export type VerdictOutcome = 'passed' | 'failed' | 'not_checked';

export interface ShownVerdict {
  outcome: VerdictOutcome;
  /** The outcome in words: nobody has to know the mark. */
  outcomeWord: string;
  sentence: ComponentChildren;
  /** The clause, a reason, evidence. */
  detail?: ComponentChildren;
}

const MARKS: Readonly<Record<VerdictOutcome, string>> = { passed: '✓', failed: '✕', not_checked: '–' };

/** Checks, a verdict each. */
export function VerdictList({ verdicts }: { verdicts: readonly ShownVerdict[] }) {
  return (
    <ul class="l-verdicts">
      {verdicts.map(({ outcome, outcomeWord, sentence, detail }, place) => (
        <li key={place} class={`l-verdict l-verdict-${outcome}`}>
          <span class="l-mark" aria-hidden="true">
            {MARKS[outcome]}
          </span>
          <div>
            <p>
              <strong>{outcomeWord}</strong> {sentence}
            </p>
            {detail ? <p class="l-hint">{detail}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
