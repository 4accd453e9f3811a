/** The languages of every sentence that a person reads. */
export type Language = 'en' | 'fr';
export const LANGUAGES: readonly Language[] = ['en', 'fr'];

/** One text in every language; a missing one does not compile. */
export type Localised = Record<Language, string>;
