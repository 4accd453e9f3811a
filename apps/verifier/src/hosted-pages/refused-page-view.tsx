import { Banner, PageShell, type Locale } from '#look';
import { REFUSED_PAGE_MESSAGES, type PageRefusal } from './refused-page.messages.js';

export function isPageRefusal(code: string): code is PageRefusal {
  return code in REFUSED_PAGE_MESSAGES.en;
}

/** Why there is nothing for this browser here, and what to do instead. */
export function RefusedPageView({ locale, code, brand }: { locale: Locale; code: PageRefusal; brand: string }) {
  const { title, sentence } = REFUSED_PAGE_MESSAGES[locale][code];
  return (
    <PageShell locale={locale} brand={brand}>
      <h1>{title}</h1>
      <Banner kind="warning">
        <p>{sentence}</p>
      </Banner>
    </PageShell>
  );
}
