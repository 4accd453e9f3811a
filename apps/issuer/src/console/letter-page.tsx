import { Banner, Button, formatMoment, LinkButton, QrCode, type Locale } from '#look';
import type { Offer } from '../offers/offers.js';
import type { StoredSubjectRecord } from '../subject-records/subject-record.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { nameOf } from './customers-page.js';
import { LETTER_MESSAGES } from './letter.messages.js';

export interface LetterPageProps {
  locale: Locale;
  tenant: IssuingTenant;
  offer: Offer;
  record: StoredSubjectRecord;
  walletLink: string;
  /** Where one came from. */
  offerPath: string;
}

/** A letter with the link, and without the transaction code: that goes another way. */
export function LetterPage({ locale, tenant, offer, record, walletLink, offerPath }: LetterPageProps) {
  const messages = LETTER_MESSAGES[locale];
  return (
    <>
      <div class="console-screen l-stack">
        <Banner kind="info" title={messages.advice} />
        <p class="l-row">
          <Button hidden data-print>
            {messages.print}
          </Button>
          <LinkButton kind="secondary" href={offerPath}>
            {messages.back}
          </LinkButton>
        </p>
      </div>
      <article class="console-letter l-card">
        <p>
          <strong>{tenant.name}</strong>
        </p>
        <address>
          {[nameOf(record), record.streetAddress, `${record.postalCode} ${record.locality}`].join('\n')}
        </address>
        <h2>{messages.subject}</h2>
        <p>{messages.greeting(nameOf(record))}</p>
        <p>{messages.what(tenant.name)}</p>
        <h3>{messages.stepsTitle}</h3>
        <ol>
          {messages.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <QrCode text={walletLink} label={messages.qr} />
        <p>
          <strong>{messages.code}</strong>
        </p>
        <p>
          {messages.until(formatMoment(offer.expiresAt / 1000, locale))} {messages.unwanted}
        </p>
        <p>{messages.closing}</p>
        <p>{tenant.name}</p>
      </article>
    </>
  );
}
