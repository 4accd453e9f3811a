import { useEffect, useState } from 'preact/hooks';
import { chooseLocale, isLocale, type Locale } from '#look';

/** The one thing that is kept readable: which language to greet in. */
const KEPT_AS = 'incola-language';

export function useLanguage(): [Locale, (locale: Locale) => void] {
  const [locale, setLocale] = useState<Locale>(() => {
    const kept = readKept();
    return isLocale(kept) ? kept : chooseLocale(navigator.languages.join(','));
  });
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const choose = (chosen: Locale) => {
    setLocale(chosen);
    try {
      localStorage.setItem(KEPT_AS, chosen);
    } catch {
      // Storage may be off; then the browser's own languages are asked next time.
    }
  };
  return [locale, choose];
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
