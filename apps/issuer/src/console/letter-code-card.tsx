import { Button, formatMoment, type Locale } from '#look';
import { isLetterDead } from '../sign-in/decide-attempt.js';
import type { LetterCode } from '../sign-in/letter-codes.js';
import { LETTER_CODE_MESSAGES, type LetterCodeState } from './letter-code.messages.js';

export interface LetterCodeCardProps {
  locale: Locale;
  now: number;
  letterCode: LetterCode | undefined;
  /** Path of the form that makes a letter. */
  action: string;
  formToken: string;
}

/** Whether a customer can sign in by letter, and a new letter. */
export function LetterCodeCard({ locale, now, letterCode, action, formToken }: LetterCodeCardProps) {
  const { card } = LETTER_CODE_MESSAGES[locale];
  const until = letterCode === undefined ? '' : formatMoment(letterCode.expiresAt / 1000, locale, 'day');
  return (
    <section class="l-card">
      <h2>{card.title}</h2>
      <p>{card.lead}</p>
      <p>
        <strong>{card.states(until)[stateOf(letterCode, now)]}</strong>
      </p>
      <form method="post" action={action} data-once>
        <input type="hidden" name="formToken" value={formToken} />
        <Button type="submit" kind="secondary">
          {card.make}
        </Button>
      </form>
      <p class="l-hint">{card.replaces}</p>
    </section>
  );
}

function stateOf(letterCode: LetterCode | undefined, now: number): LetterCodeState {
  if (letterCode === undefined) return 'none';
  if (letterCode.expiresAt <= now) return 'expired';
  return isLetterDead(letterCode) ? 'dead' : 'inForce';
}
