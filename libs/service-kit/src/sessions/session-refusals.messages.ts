import type { Locale } from '#look';

type Code = 'foreign_form' | 'malformed_form' | 'insufficient_scope';

/** For an app's `pages.sentenceOf`: what the refusals of this room mean to whoever sits there. */
export const SESSION_REFUSALS: Readonly<Record<Locale, Readonly<Record<Code, string>>>> = {
  en: {
    foreign_form:
      'This was not sent from one of our pages, so nothing was done. Open the page from its own address and try again.',
    malformed_form: 'This form is out of date, so nothing was done. Open the page again and fill it in once more.',
    insufficient_scope: 'The access key that you signed in with does not allow this.',
  },
  fr: {
    foreign_form:
      'Cet envoi ne provient pas de l’une de nos pages\u00a0; rien n’a été fait. Ouvrez la page à sa propre adresse et réessayez.',
    malformed_form:
      'Ce formulaire n’est plus à jour\u00a0; rien n’a été fait. Rouvrez la page et remplissez-le à nouveau.',
    insufficient_scope: 'La clé d’accès de cette session ne permet pas cette opération.',
  },
};
