import { Button, DataTable, LinkButton, Moment, Select, type Locale } from '#look';
import type { DataUseContract } from '#ledger';
import type { VerificationSummary } from '../verifications/read-verification.js';
import { CONSOLE_MESSAGES } from './console.messages.js';
import { PAPER_MESSAGES } from './paper.messages.js';
import { SHOWN_STATES, type ShownState } from '../presentation-requests/shown-state.js';

export interface ListProps {
  locale: Locale;
  items: readonly VerificationSummary[];
  contracts: readonly DataUseContract[];
  chosen: { contract: string | undefined; state: ShownState | undefined };
  /** Where the older ones are; absent on the last page. */
  older: string | undefined;
  isFirst: boolean;
}

/** What was asked and what became of it, newest first, without a word about whom. */
export function ListPage(props: ListProps) {
  const { locale, items, contracts, older, isFirst } = props;
  const messages = CONSOLE_MESSAGES[locale];
  const titleOf = (id: string) => contracts.find((contract) => contract.id === id)?.title[locale] ?? id;
  return (
    <>
      <Filters {...props} />
      <DataTable
        caption={messages.table.caption}
        columns={[messages.table.when, messages.table.question, messages.table.state, messages.table.kept]}
        empty={messages.table.empty}
        rows={items.map(({ id, createdAt, contract, status, retentionEndsAt, paperPathAt }) => [
          <a href={`/verifications/${id}`}>
            <Moment seconds={Date.parse(createdAt) / 1000} locale={locale} />
          </a>,
          titleOf(contract.id),
          paperPathAt === undefined
            ? messages.status[status]
            : `${messages.status[status]}, ${PAPER_MESSAGES[locale].onPaper}`,
          retentionEndsAt === undefined ? (
            '–'
          ) : (
            <Moment seconds={Date.parse(retentionEndsAt) / 1000} locale={locale} precision="day" />
          ),
        ])}
      />
      {older === undefined && isFirst ? null : (
        <p class="l-row">
          {isFirst ? null : (
            <LinkButton kind="secondary" href="/verifications">
              {messages.first}
            </LinkButton>
          )}
          {older === undefined ? null : (
            <LinkButton kind="secondary" href={older}>
              {messages.next}
            </LinkButton>
          )}
        </p>
      )}
    </>
  );
}

function Filters({ locale, contracts, chosen }: ListProps) {
  const messages = CONSOLE_MESSAGES[locale];
  const any = { value: '', label: messages.any };
  return (
    <form method="get" action="/verifications" class="v-filters">
      <Select
        id="contract"
        label={messages.filter.contract}
        options={[any, ...contracts.map(({ id, title }) => ({ value: id, label: title[locale] }))]}
        chosen={chosen.contract ?? ''}
      />
      <Select
        id="state"
        label={messages.filter.state}
        options={[any, ...SHOWN_STATES.map((state) => ({ value: state, label: messages.states[state] }))]}
        chosen={chosen.state ?? ''}
      />
      <div class="l-field">
        <Button type="submit" kind="secondary">
          {messages.filter.apply}
        </Button>
      </div>
    </form>
  );
}
