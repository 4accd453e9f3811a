import { LANGUAGE_NAMES, LOCALES, type Locale } from '../locale.js';

const LABELS: Readonly<Record<Locale, string>> = { en: 'Language', fr: 'Langue' };

/** The other languages, each by its own name: links of a server page, or buttons of an app that changes in place. */
export function LanguageSwitch({
  locale,
  hrefOf,
  onChoose,
}: {
  locale: Locale;
  hrefOf?: (locale: Locale) => string;
  onChoose?: (locale: Locale) => void;
}) {
  return (
    <nav class="l-language" aria-label={LABELS[locale]}>
      {LOCALES.map((one) => {
        const shared = { key: one, lang: one, ...(one === locale ? { 'aria-current': 'true' as const } : {}) };
        return onChoose ? (
          <button {...shared} type="button" onClick={() => onChoose(one)}>
            {LANGUAGE_NAMES[one]}
          </button>
        ) : (
          <a {...shared} href={hrefOf ? hrefOf(one) : `?language=${one}`} hreflang={one}>
            {LANGUAGE_NAMES[one]}
          </a>
        );
      })}
    </nav>
  );
}
