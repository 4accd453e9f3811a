import type { AnswerOutcome, TrustedRequest } from '#holder';
import { Banner, LinkButton } from '#look';
import { FocusedHeading } from '../flow/focused-heading.js';
import { HISTORY_MESSAGES } from '../history/history.messages.js';
import { receiptStateOf } from '../history/receipt-state.js';
import { useMessages, useWallet } from '../wallet-context.js';
import { CONSENT_MESSAGES, type ConsentMessages } from './consent.messages.js';

/** What came of it: shared, refused or not accepted; where the receipt stands, and where the person goes on. */
export function ConsentResult({ trusted, outcome }: { trusted: TrustedRequest; outcome: AnswerOutcome }) {
  const words = useMessages(CONSENT_MESSAGES);
  const { kind, title, text } = resultWords(outcome, trusted.member.name, words);
  const redirectUri = 'redirectUri' in outcome ? outcome.redirectUri : undefined;
  const entry = 'presentation' in outcome ? outcome.presentation : undefined;
  return (
    <>
      <FocusedHeading>{title}</FocusedHeading>
      <Banner kind={kind} announce="status">
        <p>{text}</p>
      </Banner>
      {entry === undefined ? null : <Receipt id={entry} who={trusted.member.name} />}
      <div class="l-pair">
        {redirectUri === undefined ? null : (
          <LinkButton href={redirectUri} rel="noreferrer" wide>
            {words.continueAt(new URL(redirectUri).host)}
          </LinkButton>
        )}
        <LinkButton kind="secondary" href={entry === undefined ? '/history' : `/history/${entry}`} wide>
          {words.toHistory}
        </LinkButton>
        <LinkButton kind="secondary" href="/" wide>
          {words.home}
        </LinkButton>
      </div>
    </>
  );
}

function resultWords(outcome: AnswerOutcome, who: string, words: ConsentMessages) {
  if (outcome.outcome === 'presented') {
    return { kind: 'success' as const, title: words.sharedTitle, text: words.sharedText(who) };
  }
  if (outcome.outcome === 'rejected') {
    return { kind: 'warning' as const, title: words.rejectedTitle, text: words.rejectedText(who) };
  }
  if (outcome.code === 'request_expired') {
    return { kind: 'warning' as const, title: words.expiredTitle, text: words.expiredText };
  }
  return { kind: 'info' as const, title: words.refusedTitle, text: words.refusedText(who) };
}

function Receipt({ id, who }: { id: string; who: string }) {
  const { history } = useWallet();
  const words = useMessages(CONSENT_MESSAGES);
  const historyWords = useMessages(HISTORY_MESSAGES);
  const entry = history.get(id);
  const receipt = entry === undefined ? 'none' : receiptStateOf(entry);
  if (receipt === 'none') return null;
  if (receipt === 'matches') return <p>{words.receiptKept}</p>;
  const isMissing = receipt === 'missing';
  return (
    <Banner kind="warning" title={isMissing ? historyWords.receiptMissingTitle : historyWords.receiptDifferentTitle}>
      <p>{isMissing ? historyWords.receiptMissingText(who) : historyWords.receiptDifferentText}</p>
      {isMissing ? null : (
        <ul>
          {entry?.differences.map((difference) => (
            <li key={difference}>{historyWords.differences[difference]}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
