import type { DataUseContract } from '#ledger';
import { DataTable, formatEuros, type Locale } from '#look';
import { linkTo } from '../page/links.js';
import type { Names } from '../page/names.js';
import { Pager } from '../page/pager.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { StatusMark } from '../page/status-mark.js';
import { CONTRACTS_MESSAGES } from './contracts.messages.js';

export interface ContractsPageProps {
  locale: Locale;
  names: Names;
  contracts: readonly DataUseContract[];
  cursor: string | undefined;
  next: string | undefined;
}

export function ContractsPage({ locale, names, contracts, cursor, next }: ContractsPageProps) {
  const messages = CONTRACTS_MESSAGES[locale];
  const { contractStatus } = PAGES_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <DataTable
        caption={messages.caption}
        empty={messages.empty}
        columns={[messages.contract, messages.who, messages.price, messages.versionColumn, messages.status]}
        rows={contracts.map(({ id, title, verifier, priceCents, version, status }) => [
          <a href={linkTo.contract(id)}>{title[locale]}</a>,
          <a href={linkTo.member(verifier)}>{names.member(verifier)}</a>,
          formatEuros(priceCents, locale),
          String(version),
          <StatusMark status={status} word={contractStatus[status]} />,
        ])}
      />
      <Pager locale={locale} href={linkTo.contracts} cursor={cursor} next={next} order="name" />
    </>
  );
}
