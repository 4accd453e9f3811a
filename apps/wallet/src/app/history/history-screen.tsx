import { Banner, Card, Moment } from '#look';
import { useMessages, useShell, useWallet } from '../wallet-context.js';
import { HISTORY_MESSAGES } from './history.messages.js';
import { historyLines, type RefusedLine, type SharedLine } from './history-lines.js';

/** Whom something was shown, and whom not; names, never values. It reads without a network. */
export function HistoryScreen() {
  const { locale } = useShell();
  const state = useWallet();
  const words = useMessages(HISTORY_MESSAGES);
  const lines = historyLines(state, locale);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="l-lead">{lines.length === 0 ? words.empty : words.lead}</p>
      {lines.map((line) =>
        line.kind === 'shared' ? <Shared key={line.id} {...line} /> : <Refused key={line.id} {...line} />,
      )}
    </>
  );
}

function Shared({ id, at, who, purpose, claims, outcome, flag, withdrawn }: SharedLine) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  return (
    <Card title={<a href={`/history/${id}`}>{words.sharedWith(who)}</a>}>
      <p>{purpose}</p>
      <p>{claims.join(', ')}</p>
      <p class="l-hint">
        <Moment seconds={at} locale={locale} /> · {withdrawn ? words.withdrawnShort : words.outcomes[outcome]}
      </p>
      {flag === undefined ? null : (
        <Banner kind="warning">
          <p>{flag}</p>
        </Banner>
      )}
    </Card>
  );
}

function Refused({ at, who, reason }: RefusedLine) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  return (
    <Card title={words.refusedTo(who)}>
      <p>{reason}</p>
      <p class="l-hint">
        <Moment seconds={at} locale={locale} />
      </p>
    </Card>
  );
}
