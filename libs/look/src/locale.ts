/** The languages that everything a person reads exists in (design §7). */
export type Locale = 'en' | 'fr';
export const LOCALES: readonly Locale[] = ['en', 'fr'];

/** A language's own name, by which its speakers find it. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français' };

export function isLocale(text: unknown): text is Locale {
  return text === 'en' || text === 'fr';
}

/**
 * The first of our languages that a person's list names (RFC 9110 §12.5.4; a browser's `navigator.languages` joined by commas).
 * @param accepted `fr-CA, en;q=0.8`
 */
export function chooseLocale(accepted: string | undefined): Locale {
  const wanted = (accepted ?? '')
    .slice(0, 1000)
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().split(/\s*;\s*q\s*=\s*/i);
      return { language: tag.toLowerCase().split('-', 1)[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => isLocale(language) && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  return (wanted[0]?.language as Locale | undefined) ?? 'en';
}
