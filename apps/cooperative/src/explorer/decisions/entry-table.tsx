import { DataTable, Moment } from '#look';
import type { LedgerEntry } from '../index/explorer-index.js';
import { linkTo } from '../page/links.js';
import { describeBody, kindWords, type DescriptionTools } from './describe-decision.js';
import { ENTRY_TABLE_MESSAGES } from './entry-table.messages.js';

/** Ledger transactions, each in a sentence that leads to it. */
export function EntryTable(props: {
  caption: string;
  empty: string;
  entries: readonly LedgerEntry[];
  tools: DescriptionTools;
}) {
  const { caption, empty, entries, tools } = props;
  const { locale } = tools;
  const messages = ENTRY_TABLE_MESSAGES[locale];
  return (
    <DataTable
      caption={caption}
      empty={empty}
      columns={[messages.what, messages.kind, messages.when, messages.block]}
      rows={entries.map(({ id, kind, time, height, ledgerTransaction }) => [
        <a href={linkTo.ledgerTransaction(id)}>{describeBody(ledgerTransaction.body, tools)}</a>,
        kindWords(kind, locale),
        <Moment seconds={time} locale={locale} precision="second" />,
        String(height),
      ])}
    />
  );
}
