import { Banner, Button, Facts, Field, LinkButton, Moment, QrCode, type BannerKind, type Locale } from '#look';
import type { Offer } from '../offers/offers.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import { stateOf } from './customer-page.js';
import { nameOf } from './customers-page.js';
import { OFFER_MESSAGES } from './offer.messages.js';

export interface OfferPageProps {
  locale: Locale;
  now: number;
  offer: Offer;
  /** Credentials issued under it. */
  issuedCount: number;
  typeName: string;
  /** Absent where the customer was erased. */
  record: StoredSubjectRecord | undefined;
  links: OfferLinks;
  /** Absent where its time is over, or another session made the offer. */
  transactionCode: string | undefined;
  /** Of the form that made the offer: by it the code is read again on the way back from the letter. */
  formToken: string | undefined;
  transactionCodeAttempts: number;
}

export interface OfferLinks {
  /** Opens our wallet on the web. */
  wallet: string;
  /** OpenID4VCI 1.0 §4.1.3. */
  standard: string;
}

const KINDS: Readonly<Record<ReturnType<typeof stateOf>, BannerKind>> = {
  open: 'info',
  redeemed: 'success',
  locked: 'warning',
  withdrawn: 'warning',
  expired: 'warning',
};

export function OfferPage(props: OfferPageProps) {
  const { locale, offer, issuedCount, record, typeName, now, transactionCodeAttempts } = props;
  const messages = OFFER_MESSAGES[locale];
  const state = stateOf(offer, now);
  return (
    <>
      <Banner kind={KINDS[state]} title={messages.states[state]}>
        {state === 'open' ? <p>{messages.attempts(offer.failedAttempts, transactionCodeAttempts)}</p> : null}
        {issuedCount > 0 ? <p>{messages.issued(issuedCount)}</p> : null}
      </Banner>
      {state === 'open' ? (
        <div class="console-columns">
          <Link {...props} />
          {offer.grantTypes.includes('pre-authorized_code') ? <Code {...props} /> : null}
        </div>
      ) : null}
      <Facts
        facts={[
          ...(record === undefined ? [] : [[messages.to, `${nameOf(record)} (${record.customerNumber})`] as const]),
          [messages.what, typeName],
          [messages.ends, <Moment key="ends" seconds={offer.expiresAt / 1000} locale={locale} />],
        ]}
      />
      <div class="l-row">
        {record === undefined ? null : (
          <LinkButton kind="secondary" href={`/customers/${record.id}`}>
            {messages.customer}
          </LinkButton>
        )}
        {state === 'open' || state === 'locked' ? (
          <form method="post" action={`/offers/${offer.id}/cancellation`} data-once class="l-row">
            <Button type="submit" kind="danger" aria-describedby="cancel-hint">
              {messages.cancel}
            </Button>
            <span class="l-hint" id="cancel-hint">
              {messages.cancelHint}
            </span>
          </form>
        ) : null}
      </div>
    </>
  );
}

function Link({ locale, links, offer, formToken }: OfferPageProps) {
  const { link: messages } = OFFER_MESSAGES[locale];
  const copying = { 'data-done': messages.copied, 'data-failed': messages.notCopied };
  return (
    <section class="l-card l-stack">
      <h2>{messages.title}</h2>
      <p>{messages.lead}</p>
      <QrCode text={links.wallet} label={messages.qr} />
      <div>
        <Field id="wallet-link" label={messages.address} readOnly value={links.wallet} />
        <div class="l-row">
          <Button kind="secondary" hidden data-copy="wallet-link" {...copying}>
            {messages.copy}
          </Button>
          <LinkButton
            kind="secondary"
            href={`/offers/${offer.id}/letter${formToken === undefined ? '' : `?form=${formToken}`}`}
          >
            {messages.letter}
          </LinkButton>
          <span role="status" />
        </div>
      </div>
      <details>
        <summary>{messages.other}</summary>
        <Field id="standard-link" label={messages.other} hint={messages.otherHint} readOnly value={links.standard} />
        <div class="l-row">
          <Button kind="secondary" hidden data-copy="standard-link" {...copying}>
            {messages.otherCopy}
          </Button>
          <span role="status" />
        </div>
      </details>
    </section>
  );
}

function Code({ locale, transactionCode }: OfferPageProps) {
  const { code: messages } = OFFER_MESSAGES[locale];
  return (
    <section class="l-card l-stack">
      <h2>{messages.title}</h2>
      {transactionCode === undefined ? (
        <>
          <p>{messages.gone}</p>
          <p>{messages.goneHint}</p>
        </>
      ) : (
        <>
          <p class="console-code">{transactionCode}</p>
          <p>{messages.lead}</p>
          <ul>
            {messages.channels.map((channel) => (
              <li key={channel}>{channel}</li>
            ))}
          </ul>
          <p class="l-hint">{messages.never}</p>
        </>
      )}
    </section>
  );
}
