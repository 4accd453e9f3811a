import { CLEARING_ACCOUNT, COOPERATIVE_ACCOUNT, type AccountRecord } from '#ledger';
import { DataTable, formatEuros, type Locale } from '#look';
import { topicOfKind } from '../index/topics-of.js';
import { linkTo } from '../page/links.js';
import type { Names } from '../page/names.js';
import { Pager } from '../page/pager.js';
import { ACCOUNTS_MESSAGES } from './accounts.messages.js';

export interface AccountsPageProps {
  locale: Locale;
  names: Names;
  accounts: readonly AccountRecord[];
  cursor: string | undefined;
  next: string | undefined;
}

export function AccountsPage({ locale, names, accounts, cursor, next }: AccountsPageProps) {
  const messages = ACCOUNTS_MESSAGES[locale];
  const nameOf = (account: string) => {
    if (account === CLEARING_ACCOUNT) return messages.clearing;
    if (account === COOPERATIVE_ACCOUNT) return messages.cooperative;
    return <a href={linkTo.member(account)}>{names.member(account)}</a>;
  };
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <p>{messages.threshold}</p>
      <DataTable
        caption={messages.caption}
        empty={messages.empty}
        columns={[messages.account, messages.balance]}
        rows={accounts.map(({ account, balanceCents }) => [nameOf(account), formatEuros(balanceCents, locale)])}
      />
      <Pager locale={locale} href={linkTo.accounts} cursor={cursor} next={next} order="name" />
      <ul class="x-links">
        <li>
          <a href={linkTo.ledgerTransactionsAbout(topicOfKind('settle'))}>{messages.payments}</a>
        </li>
        <li>
          <a href={linkTo.ledgerTransactionsAbout(topicOfKind('distribute'))}>{messages.distributions}</a>
        </li>
      </ul>
    </>
  );
}
