import {
  Banner,
  Button,
  DataTable,
  Facts,
  formatDay,
  formatMoment,
  LinkButton,
  Moment,
  Select,
  type Locale,
} from '#look';
import { needsBirthEvidence } from '../claims/check-evidence.js';
import type { Offer } from '../offers/offers.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { LetterCode } from '../sign-in/letter-codes.js';
import type { CredentialGroup, Notification } from './console-views.js';
import { suspendable } from '../revocation/suspend-credentials.js';
import { CUSTOMER_MESSAGES } from './customer.messages.js';
import { CUSTOMERS_MESSAGES } from './customers.messages.js';
import { addressOf, nameOf } from './customers-page.js';
import { LetterCodeCard } from './letter-code-card.js';

export interface CustomerPageProps {
  locale: Locale;
  now: number;
  record: StoredSubjectRecord;
  tenant: Pick<IssuingTenant, 'credentialTypes' | 'asksForIdentity'>;
  offers: readonly Offer[];
  credentials: readonly CredentialGroup[];
  notifications: readonly Notification[];
  /** `null` where this utility's customers don't sign in by letter. */
  letterCode: LetterCode | undefined | null;
  formToken: string;
  /** Each form does its work once. */
  letterFormToken: string;
  pauseFormToken: string;
  /** What this session may do. */
  may: { offer: boolean; revoke: boolean; erase: boolean };
  /** After a withdrawal. */
  revoked?: { count: number; boundSeconds: number } | undefined;
}

export function CustomerPage(props: CustomerPageProps) {
  const { locale, now, record, may, revoked, letterCode, letterFormToken } = props;
  const messages = CUSTOMER_MESSAGES[locale];
  const path = `/customers/${record.id}`;
  return (
    <>
      {revoked ? (
        <Banner kind="success" announce="status" title={messages.revoked(revoked.count, revoked.boundSeconds)} />
      ) : null}
      <div class="console-columns">
        <Details locale={locale} record={record} />
        <div class="l-stack">
          <section class="l-card">
            <h2>{messages.offers.title}</h2>
            <p>{messages.offers.lead}</p>
            {may.offer ? <MakeOffer {...props} path={path} /> : null}
          </section>
          {may.offer && letterCode !== null ? (
            <LetterCodeCard
              {...{ locale, now, letterCode }}
              formToken={letterFormToken}
              action={`${path}/letter-codes`}
            />
          ) : null}
          {may.revoke || may.erase ? (
            <section class="l-card">
              <h2>{messages.actions.title}</h2>
              <p class="l-row">
                {may.revoke ? (
                  <LinkButton kind="danger" href={`${path}/revocation`}>
                    {messages.actions.revoke}
                  </LinkButton>
                ) : null}
                {may.erase ? (
                  <LinkButton kind="danger" href={`${path}/erasure`}>
                    {messages.actions.erase}
                  </LinkButton>
                ) : null}
              </p>
              {may.revoke && suspendable({ credentialTypes: props.tenant.credentialTypes }).length > 0 ? (
                <Pause {...props} />
              ) : null}
            </section>
          ) : null}
        </div>
      </div>
      <OffersTable {...props} />
      <CredentialsTable {...props} />
      <NotificationsTable {...props} />
    </>
  );
}

function Pause({ locale, record, credentials, pauseFormToken }: CustomerPageProps) {
  const { actions } = CUSTOMER_MESSAGES[locale];
  const isPaused = credentials.some(({ state }) => state === 'suspended');
  return (
    <form method="post" action={`/customers/${record.id}/suspension`} data-once>
      <input type="hidden" name="formToken" value={pauseFormToken} />
      <input type="hidden" name="suspension" value={isPaused ? 'resume' : 'suspend'} />
      <Button type="submit" kind="secondary">
        {isPaused ? actions.resume : actions.suspend}
      </Button>
    </form>
  );
}

function Details({ locale, record }: Pick<CustomerPageProps, 'locale' | 'record'>) {
  const { details, supplies, roles } = CUSTOMERS_MESSAGES[locale];
  return (
    <section class="l-card">
      <h2>{details.title}</h2>
      <Facts
        facts={[
          [details.number, record.customerNumber],
          [details.name, nameOf(record)],
          [details.address, addressOf(record)],
          [details.supply, supplies[record.supplyType] ?? record.supplyType],
          [details.role, roles[record.role] ?? record.role],
          [details.since, formatDay(record.supplyStartDate, locale)],
          [details.evidence, formatDay(record.evidenceDate, locale)],
          ...birthFacts(record, locale),
          [details.updated, <Moment key="updated" seconds={record.updatedAt / 1000} locale={locale} />],
        ]}
      />
    </section>
  );
}

function birthFacts({ birth }: StoredSubjectRecord, locale: Locale): [string, string][] {
  if (birth === undefined) return [];
  const { details } = CUSTOMERS_MESSAGES[locale];
  const { kind, assurance, date } = birth.evidence;
  return [
    [details.birth, formatDay(birth.date, locale)],
    [details.birthEvidence, details.seen(kind, assurance, formatDay(date, locale))],
  ];
}

function MakeOffer({ locale, record, tenant, formToken, path }: CustomerPageProps & { path: string }) {
  const { offers } = CUSTOMER_MESSAGES[locale];
  const { credentialTypes: types, asksForIdentity } = tenant;
  const hasAge = record.birth !== undefined || asksForIdentity;
  const possible = types.filter((type) => hasAge || !needsBirthEvidence(type));
  const options = possible.map(({ id, name }) => ({ value: id, label: name[locale] }));
  if (options.length === 0) return <p>{offers.noBirthEvidence}</p>;
  return (
    <form method="post" action={`${path}/offers`} data-once>
      <input type="hidden" name="formToken" value={formToken} />
      {options.length > 1 ? (
        <Select id="credentialTypeId" label={offers.type} options={options} />
      ) : (
        <input type="hidden" name="credentialTypeId" value={options[0]?.value} />
      )}
      {possible.length < types.length ? <p class="l-hint">{offers.noBirthEvidence}</p> : null}
      {asksForIdentity && record.birth === undefined ? <p class="l-hint">{offers.ageBySignIn}</p> : null}
      <Button type="submit">{offers.make}</Button>
    </form>
  );
}

function OffersTable({ locale, offers, tenant: { credentialTypes: types }, now }: CustomerPageProps) {
  const { offers: messages } = CUSTOMER_MESSAGES[locale];
  return (
    <DataTable
      caption={messages.title}
      columns={[messages.madeOn, messages.type, messages.state, messages.ends]}
      rows={offers.map((offer) => [
        <a key={offer.id} href={`/offers/${offer.id}`}>
          <Moment seconds={offer.createdAt / 1000} locale={locale} />
        </a>,
        types.find(({ id }) => id === offer.credentialTypeId)?.name[locale] ?? offer.credentialTypeId,
        messages.states[stateOf(offer, now)],
        <Moment key="ends" seconds={offer.expiresAt / 1000} locale={locale} />,
      ])}
      empty={messages.empty}
    />
  );
}

function CredentialsTable({ locale, credentials, now }: CustomerPageProps) {
  const { credentials: messages, reasons } = CUSTOMER_MESSAGES[locale];
  const textOf = ({ state, decidedAt, reason: code, isWaiting, expiresAt }: CredentialGroup) => {
    if (state === 'valid') return expiresAt > now ? messages.inForce : messages.ended;
    const reason = reasons[code as keyof typeof reasons] ?? reasons.other;
    const on = formatMoment((decidedAt ?? now) / 1000, locale);
    const text = state === 'revoked' ? messages.withdrawn(on, reason) : messages.suspended(on, reason);
    return isWaiting ? `${text} (${messages.waiting})` : text;
  };
  return (
    <section>
      <h2>{messages.title}</h2>
      <p>{messages.lead}</p>
      <DataTable
        caption={<span class="l-visually-hidden">{messages.title}</span>}
        columns={[messages.count, messages.state, messages.until]}
        rows={credentials.map((group) => [
          group.count,
          textOf(group),
          <Moment key="until" seconds={group.expiresAt / 1000} locale={locale} />,
        ])}
        empty={messages.empty}
      />
    </section>
  );
}

/** What the wallets said became of what they fetched; many never say anything. */
function NotificationsTable({ locale, notifications }: CustomerPageProps) {
  const { notifications: messages } = CUSTOMER_MESSAGES[locale];
  if (notifications.length === 0) return null;
  return (
    <DataTable
      caption={messages.title}
      columns={[messages.fetchedOn, messages.count, messages.told]}
      rows={notifications.map(({ createdAt, credentialCount, event }) => [
        <Moment key="on" seconds={createdAt / 1000} locale={locale} />,
        credentialCount,
        event === null ? messages.nothing : messages.events[event],
      ])}
      empty=""
    />
  );
}

/** An open offer whose time is over says so. */
export function stateOf(
  { state, expiresAt }: Pick<Offer, 'state' | 'expiresAt'>,
  now: number,
): Offer['state'] | 'expired' {
  return state === 'open' && expiresAt <= now ? 'expired' : state;
}
