import { PAGES_MESSAGES } from './pages.messages.js';
import type { Locale } from '#look';

/** Where a list goes on, and back to where it began. Nothing where all of it is on the page. */
export function Pager(props: {
  locale: Locale;
  /** The list's own address, with its filter. */
  href: string;
  /** This page's cursor. */
  cursor?: string | undefined;
  /** The next page's cursor. */
  next?: string | undefined;
  /** Newest first, or by name. */
  order: 'time' | 'name';
}) {
  const { locale, href, cursor, next, order } = props;
  if (cursor === undefined && next === undefined) return null;
  const messages = PAGES_MESSAGES[locale];
  const [first, onward] =
    order === 'time' ? [messages.newestEntries, messages.olderEntries] : [messages.firstPage, messages.nextPage];
  const joined = href.includes('?') ? '&' : '?';
  return (
    <nav class="l-row" aria-label={messages.pages}>
      {cursor === undefined ? null : (
        <a class="l-button l-button-secondary" href={href}>
          {first}
        </a>
      )}
      {next === undefined ? null : (
        <a class="l-button l-button-secondary" rel="next" href={`${href}${joined}cursor=${next}`}>
          {onward}
        </a>
      )}
    </nav>
  );
}
