import type { DescriptionTools } from '../decisions/describe-decision.js';
import { EntryTable } from '../decisions/entry-table.js';
import type { LedgerEntry } from '../index/explorer-index.js';
import { DECISIONS, EVERYTHING, NEWS } from '../index/topics-of.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { Pager } from '../page/pager.js';
import { LEDGER_TRANSACTIONS_MESSAGES } from './ledger-transactions.messages.js';

export interface LedgerTransactionsPageProps {
  /** The topic that is shown. */
  about: string;
  entries: readonly LedgerEntry[];
  tools: DescriptionTools;
  cursor: string | undefined;
  next: string | undefined;
}

const GENERAL = [NEWS, DECISIONS, EVERYTHING] as const;

export function LedgerTransactionsPage({ about, entries, tools, cursor, next }: LedgerTransactionsPageProps) {
  const { locale } = tools;
  const messages = LEDGER_TRANSACTIONS_MESSAGES[locale];
  const isSpecial = !GENERAL.some((topic) => topic === about);
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <nav class="l-row x-filter" aria-label={messages.filter}>
        {GENERAL.map((topic) => (
          <a
            key={topic}
            href={linkTo.ledgerTransactionsAbout(topic)}
            aria-current={topic === about ? 'true' : undefined}
          >
            {messages.about[topic]}
          </a>
        ))}
      </nav>
      {isSpecial ? (
        <p>
          {messages.aboutThing} <Digest text={about.slice(about.indexOf(' ') + 1)} />
        </p>
      ) : null}
      <EntryTable caption={messages.caption} empty={messages.empty} entries={entries} tools={tools} />
      <Pager locale={locale} href={linkTo.ledgerTransactionsAbout(about)} cursor={cursor} next={next} order="time" />
    </>
  );
}
