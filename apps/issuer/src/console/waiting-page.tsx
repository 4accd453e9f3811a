import { Banner, Button, DataTable, Moment, type Locale } from '#look';
import { findConfiguration } from '#credential-types';
import type { DeferredIssuance } from '../deferred/deferred-issuances.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { nameOf } from './customers-page.js';
import { WAITING_MESSAGES } from './waiting.messages.js';

export interface WaitingRequest {
  deferred: DeferredIssuance;
  /** Absent where the customer was erased meanwhile. */
  record: StoredSubjectRecord | undefined;
}

export interface WaitingPageProps {
  locale: Locale;
  requests: readonly WaitingRequest[];
  types: IssuingTenant['credentialTypes'];
  /** After a decision. */
  decided: 'approved' | 'refused' | undefined;
}

/** Whose wallets ask for proofs, and letting them have them or not. */
export function WaitingPage({ locale, requests, types, decided }: WaitingPageProps) {
  const messages = WAITING_MESSAGES[locale];
  const typeName = (id: string) => findConfiguration(types, id)?.type.name[locale] ?? id;
  return (
    <>
      {decided ? <Banner kind="success" announce="status" title={messages.decided[decided]} /> : null}
      <p>{messages.lead}</p>
      <DataTable
        caption={<span class="l-visually-hidden">{messages.title}</span>}
        columns={[messages.customer, messages.type, messages.since, messages.decision]}
        rows={requests.map(({ deferred, record }) => [
          record === undefined ? (
            messages.erased
          ) : (
            <a key="customer" href={`/customers/${record.id}`}>
              {nameOf(record)}
            </a>
          ),
          messages.several(deferred.holderKeys.length, typeName(deferred.credentialConfigurationId)),
          <Moment key="since" seconds={deferred.createdAt / 1000} locale={locale} />,
          <form key="decision" method="post" action={`/issuances/${deferred.id}/approval`} class="l-row">
            <Button type="submit" name="decision" value="approved">
              {messages.approve}
            </Button>
            <Button type="submit" kind="danger" name="decision" value="refused">
              {messages.refuse}
            </Button>
          </form>,
        ])}
        empty={messages.empty}
      />
    </>
  );
}
