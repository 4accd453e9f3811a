import { Banner, LinkButton, PageShell, type Locale } from '#look';
import { PROVIDER_PAGE_MESSAGES, type ProviderPageReason } from './provider-page.messages.js';

export interface ProviderPageProps {
  locale: Locale;
  brand: string;
  reason: ProviderPageReason;
  /** OAuth's error, for whoever is told it. */
  code: string;
  /** Of the relying party, where it is known whose request this was. */
  backTo: string | undefined;
}

/** Why it does not go on, and where she finds the way back. */
export function ProviderPageView({ locale, brand, reason, code, backTo }: ProviderPageProps) {
  const messages = PROVIDER_PAGE_MESSAGES[locale];
  const { title, sentence } = messages.reasons[reason];
  return (
    <PageShell locale={locale} brand={brand}>
      <h1>{title}</h1>
      <Banner kind="warning">
        <p>{sentence}</p>
      </Banner>
      <p>{messages.beginAgain}</p>
      {backTo === undefined ? null : (
        <p>
          <LinkButton kind="secondary" href={backTo}>
            {messages.backTo(new URL(backTo).host)}
          </LinkButton>
        </p>
      )}
      <p class="l-hint">
        {messages.code}: <code>{code}</code>
      </p>
    </PageShell>
  );
}
