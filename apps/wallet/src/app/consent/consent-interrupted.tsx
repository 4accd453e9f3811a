import type { TrustedRequest } from '#holder';
import { Banner, Button, LinkButton } from '#look';
import type { CodedError } from '#primitives';
import { FocusedHeading } from '../flow/focused-heading.js';
import { useMessages, useWallet } from '../wallet-context.js';
import { CONSENT_MESSAGES } from './consent.messages.js';
import { wasProofUsed } from './was-proof-used.js';

interface ConsentInterruptedProps {
  trusted: TrustedRequest;
  error: CodedError;
  /** What the person had decided. */
  isYes: boolean;
  again: () => void;
}

/** The answer did not get through, or not surely: what was used, what not, and what can be done. */
export function ConsentInterrupted({ trusted, error, isYes, again }: ConsentInterruptedProps) {
  const words = useMessages(CONSENT_MESSAGES);
  const state = useWallet();
  const who = trusted.member.name;
  const used = wasProofUsed(state, trusted);
  const isOutage = error.fault === 'outage';
  const unused = isOutage ? words.interruptedUnused : words.notPrepared;
  const sentence = isYes ? (used ? words.interruptedUsed(who) : unused) : words.refusalUnsent(who);
  return (
    <>
      <FocusedHeading>{isOutage ? words.interruptedTitle : words.notFetchedTitle}</FocusedHeading>
      <Banner kind="warning" announce="alert">
        <p>{sentence}</p>
      </Banner>
      <div class="l-pair">
        {isOutage && isYes ? (
          <Button wide onClick={again}>
            {words.again}
          </Button>
        ) : null}
        <LinkButton kind="secondary" href="/history" wide>
          {words.toHistory}
        </LinkButton>
        <LinkButton kind="secondary" href="/" wide>
          {words.home}
        </LinkButton>
      </div>
    </>
  );
}
