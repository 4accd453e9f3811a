import { withdrawConsent, type HistoryEntry } from '#holder';
import { Banner, Button, Card, formatMoment } from '#look';
import type { CodedError } from '#primitives';
import { useState } from 'preact/hooks';
import { useOnce } from '../flow/use-once.js';
import { typeset } from '../shell/french-spaces.js';
import { useMessages, useOpenWallet, useShell } from '../wallet-context.js';
import { HISTORY_MESSAGES } from './history.messages.js';
import { retentionEndOf } from './receipt-state.js';

/** Takes back what was agreed to, after saying what that does; shows the other side's signed answer. */
export function Withdrawal({ entry }: { entry: HistoryEntry }) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  const { notice } = entry.delivery;
  const who = notice.verifier.name;
  if (entry.withdrawal !== undefined) return <Withdrawn entry={entry} answer={entry.withdrawal.answer} />;
  const end = formatMoment(retentionEndOf(entry), locale, 'day');
  return (
    <Card title={words.withdrawTitle}>
      <p>{notice.onWithdrawal === 'erase' ? words.withdrawErase(who) : words.withdrawRestrict(who, end)}</p>
      {entry.receipt === undefined ? <p>{words.withdrawNoReceipt(who)}</p> : <Ask entry={entry} who={who} />}
    </Card>
  );
}

function Ask({ entry, who }: { entry: HistoryEntry; who: string }) {
  const { tools } = useOpenWallet();
  const { online } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  const { busy, run, error } = useOnce();
  const [asking, setAsking] = useState(false);
  const withdraw = () => run(async () => void (await withdrawConsent(tools, entry)));
  return (
    <>
      {online ? null : <p class="l-hint">{words.needsNetwork}</p>}
      {asking ? (
        <div role="group" aria-label={words.withdrawSure(who)}>
          <p>
            <strong>{words.withdrawSure(who)}</strong>
          </p>
          <div class="l-pair">
            <Button kind="danger" busy={busy} onClick={withdraw}>
              {words.withdrawYes}
            </Button>
            <Button kind="secondary" disabled={busy} onClick={() => setAsking(false)}>
              {words.withdrawNo}
            </Button>
          </div>
        </div>
      ) : (
        <Button kind="secondary" disabled={!online} onClick={() => setAsking(true)}>
          {words.withdrawStart}
        </Button>
      )}
      <p role="status">{busy ? words.withdrawing : ''}</p>
      {error === undefined ? null : (
        <Banner kind={error.fault === 'outage' ? 'warning' : 'danger'} announce="alert">
          <p>{failureWords(error, who, words)}</p>
        </Banner>
      )}
    </>
  );
}

function failureWords(error: CodedError, who: string, words: (typeof HISTORY_MESSAGES)['en']): string {
  if (error.fault === 'outage') return words.offline;
  return error.code === 'withdrawal_rejected' ? words.withdrawRejected(who) : words.withdrawWrong;
}

type Answer = NonNullable<HistoryEntry['withdrawal']>['answer'];

function Withdrawn({ entry, answer }: { entry: HistoryEntry; answer: Answer }) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  const who = entry.delivery.notice.verifier.name;
  const day = (seconds: number) => formatMoment(seconds, locale, 'day');
  if (answer.outcome === 'erased') {
    return (
      <Banner kind="success" title={words.erasedTitle} announce="status">
        <p>{words.erasedText(who, day(answer.answeredAt))}</p>
      </Banner>
    );
  }
  return (
    <Banner kind="success" title={words.restrictedTitle} announce="status">
      <p>{words.restrictedText(who, day(answer.endsAt))}</p>
      <p>
        <strong>{words.restrictedReason}</strong>
        <br />
        {typeset(answer.reason[locale], locale)}
      </p>
    </Banner>
  );
}
