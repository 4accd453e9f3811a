import { Moment } from '#look';
import { useMessages, useShell } from '../wallet-context.js';
import { HISTORY_MESSAGES } from './history.messages.js';
import type { RefusedLine } from './history-lines.js';

/** Requests with which nothing was shared, and why. */
export function RefusalList({ refusals }: { refusals: readonly RefusedLine[] }) {
  const { locale } = useShell();
  const words = useMessages(HISTORY_MESSAGES);
  return (
    <ul>
      {refusals.map(({ id, at, who, reason }) => (
        <li key={id}>
          <strong>{words.refusedTo(who)}</strong>
          <br />
          {reason}
          <br />
          <span class="l-hint">
            <Moment seconds={at} locale={locale} />
          </span>
        </li>
      ))}
    </ul>
  );
}
