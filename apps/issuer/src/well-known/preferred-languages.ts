import { LANGUAGES, type Language } from '#primitives';

const MAX_HEADER_LENGTH = 500;

/**
 * The languages that a wallet asks for, in our own order; all of them where it asks for none of ours, or for any (OpenID4VCI 1.0
 * §12.2.2; RFC 9110 §12.5.4, by the language's first subtag). Weights don't matter: what is wanted less is still wanted.
 * @param acceptLanguage the header field, as sent
 */
export function preferredLanguages(acceptLanguage: string | undefined): readonly Language[] {
  if (acceptLanguage === undefined || acceptLanguage.length > MAX_HEADER_LENGTH) return LANGUAGES;
  const ranges = acceptLanguage
    .toLowerCase()
    .split(',')
    .map((range) => range.trim().split(';') as [string, ...string[]])
    .filter(([, ...parameters]) => !parameters.some((parameter) => /^\s*q=0(?:\.0*)?$/.test(parameter)))
    .map(([range]) => range.trim());
  if (ranges.includes('*')) return LANGUAGES;
  const wanted = LANGUAGES.filter((language) => ranges.some((range) => range.split('-', 1)[0] === language));
  return wanted.length === 0 ? LANGUAGES : wanted;
}
