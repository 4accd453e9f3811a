import { Banner, DataTable, LinkButton, Moment, type Locale } from '#look';
import { CERTIFICATE_SOON_DAYS, CERTIFICATE_URGENT_DAYS } from '../tenants/certificate-watch.js';
import type { StatusList } from '../status-lists/status-lists.js';
import type { ImportSummary, TenantFigures } from './console-views.js';
import { CustomerSearch } from './customer-search.js';
import { durationText } from './duration.messages.js';
import { START_MESSAGES } from './start.messages.js';

export interface StartPageProps {
  locale: Locale;
  figures: TenantFigures;
  lastImport: ImportSummary | undefined;
  lists: readonly StatusList[];
  boundSeconds: number;
  /** Whole days until the certificate of the signing key ends. */
  certificateDays: number | undefined;
}

/** What is there, and what one does next. */
export function StartPage({ locale, figures, lastImport, lists, boundSeconds, certificateDays }: StartPageProps) {
  const messages = START_MESSAGES[locale];
  const number = new Intl.NumberFormat(locale);
  const shown = [
    [messages.figures.customers, figures.customers],
    [messages.figures.credentials, figures.credentialsInForce],
    [messages.figures.offers, figures.openOffers],
  ] as const;
  return (
    <>
      <CertificateEnd locale={locale} certificateDays={certificateDays} />
      <dl class="console-figures">
        {shown.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number.format(count)}</dd>
          </div>
        ))}
      </dl>
      <div class="console-columns">
        <section class="l-card">
          <h2>{messages.import.title}</h2>
          <LastImport locale={locale} lastImport={lastImport} />
          <p class="l-row">
            {lastImport === undefined ? null : (
              <LinkButton kind="secondary" href={`/imports/${lastImport.id}`}>
                {messages.import.report}
              </LinkButton>
            )}
            <LinkButton href="/imports">{messages.import.new}</LinkButton>
          </p>
        </section>
        <section class="l-card">
          <h2>{messages.find.title}</h2>
          <CustomerSearch locale={locale} />
        </section>
      </div>
      <section>
        <h2>{messages.lists.title}</h2>
        <p>{messages.lists.explain(durationText(boundSeconds, locale))}</p>
        <DataTable
          caption={<span class="l-visually-hidden">{messages.lists.title}</span>}
          columns={[messages.lists.list, messages.lists.state]}
          rows={lists.map((list) => [list.listId, stateOf(list, locale)])}
          empty={messages.lists.empty}
        />
      </section>
    </>
  );
}

function CertificateEnd({ locale, certificateDays = Infinity }: Pick<StartPageProps, 'locale' | 'certificateDays'>) {
  const { certificate } = START_MESSAGES[locale];
  if (certificateDays >= CERTIFICATE_SOON_DAYS) return null;
  return (
    <Banner kind={certificateDays < CERTIFICATE_URGENT_DAYS ? 'danger' : 'warning'}>
      <p>{certificateDays < 0 ? certificate.ended : certificate.ends(certificateDays)}</p>
    </Banner>
  );
}

function LastImport({ locale, lastImport }: Pick<StartPageProps, 'locale' | 'lastImport'>) {
  const { import: messages } = START_MESSAGES[locale];
  if (lastImport === undefined) {
    return (
      <Banner kind="info">
        <p>{messages.none}</p>
      </Banner>
    );
  }
  const { createdAt, accepted, refused } = lastImport;
  const at = <Moment seconds={createdAt / 1000} locale={locale} />;
  return (
    <p>
      {messages.at} {at}: {messages.counts(accepted, refused)}.
    </p>
  );
}

function stateOf({ version, anchoredVersion }: StatusList, locale: Locale): string {
  const { lists } = START_MESSAGES[locale];
  return anchoredVersion === version ? lists.published : lists.waiting;
}
