import { Banner, DataTable, formatDay, LinkButton, type Locale } from '#look';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import type { SubjectRecordPage } from '../subject-records/subject-records.js';
import { CustomerSearch } from './customer-search.js';
import { CUSTOMERS_MESSAGES } from './customers.messages.js';

export interface CustomersPageProps {
  locale: Locale;
  page: SubjectRecordPage;
  /** Whether this is not the first page. */
  within: boolean;
  notFound?: string | undefined;
  erased: boolean;
}

/** Page by page: names lie encrypted, so that nothing can sort or search by them. */
export function CustomersPage({ locale, page, within, notFound, erased }: CustomersPageProps) {
  const { list } = CUSTOMERS_MESSAGES[locale];
  return (
    <>
      {erased ? <Banner kind="success" announce="status" title={list.erased} /> : null}
      <CustomerSearch locale={locale} notFound={notFound} />
      <DataTable
        caption={list.caption}
        columns={[list.name, list.number, list.address, list.since]}
        rows={page.items.map((record) => [
          <a key={record.id} href={`/customers/${record.id}`}>
            {nameOf(record)}
          </a>,
          record.customerNumber,
          addressOf(record),
          formatDay(record.supplyStartDate, locale),
        ])}
        empty={list.empty}
      />
      <p class="l-row">
        {within ? (
          <LinkButton kind="secondary" href="/customers">
            {list.first}
          </LinkButton>
        ) : null}
        {page.nextCursor === null ? null : (
          <LinkButton kind="secondary" href={`/customers?cursor=${encodeURIComponent(page.nextCursor)}`}>
            {list.next}
          </LinkButton>
        )}
      </p>
    </>
  );
}

export function nameOf({ givenName, familyName }: Pick<StoredSubjectRecord, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`;
}

export function addressOf(record: Pick<StoredSubjectRecord, 'streetAddress' | 'postalCode' | 'locality'>): string {
  return `${record.streetAddress.replace(/\s*\n\s*/g, ', ')}, ${record.postalCode} ${record.locality}`;
}
