import type { Locale } from '#look';

interface ErrorPageMessages {
  title: Readonly<Record<'notFound' | 'refused' | 'busy' | 'broken', string>>;
  sentence: Readonly<Record<'notFound' | 'refused' | 'busy' | 'broken', string>>;
  code: string;
  back: string;
}

export const ERROR_PAGE_MESSAGES: Readonly<Record<Locale, ErrorPageMessages>> = {
  en: {
    title: {
      notFound: 'There is nothing here',
      refused: 'That did not work',
      busy: 'One moment, please',
      broken: 'Something went wrong on our side',
    },
    sentence: {
      notFound: 'The page does not exist, or it is no longer there.',
      refused: 'The request could not be carried out. Nothing has been changed.',
      busy: 'A part of the service cannot be reached. Please try again in a minute.',
      broken: 'It is not your fault. Please try again; if it happens again, tell us the code below.',
    },
    code: 'Code',
    back: 'To the start page',
  },
  fr: {
    title: {
      notFound: 'Il n’y a rien ici',
      refused: 'Cela n’a pas fonctionné',
      busy: 'Un instant, s’il vous plaît',
      broken: 'Une erreur est survenue de notre côté',
    },
    sentence: {
      notFound: 'Cette page n’existe pas, ou n’existe plus.',
      refused: 'La demande n’a pas pu être traitée. Rien n’a été modifié.',
      busy: 'Une partie du service est injoignable. Veuillez réessayer dans une minute.',
      broken:
        'Vous n’y êtes pour rien. Veuillez réessayer ; si cela se reproduit, communiquez-nous le code ci-dessous.',
    },
    code: 'Code',
    back: 'Vers la page d’accueil',
  },
};
