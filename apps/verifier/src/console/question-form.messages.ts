import type { Locale } from '#look';

interface QuestionFormMessages {
  /** Beside a contract in the list of questions: asked, and judged by nothing but its checks. */
  byPolicy: (contract: string, policy: string) => string;
  judgedBy: string;
  names: { legend: string; hint: string; given: string; family: string; birth: string; optional: string };
  addressOptional: string;
  delivery: { legend: string; screen: string; screenHint: string; mail: string; mailHint: string };
  mail: { address: string; hint: string; language: string };
  languages: Readonly<Record<Locale, string>>;
  start: string;
}

export const QUESTION_FORM_MESSAGES: Readonly<Record<Locale, QuestionFormMessages>> = {
  en: {
    byPolicy: (contract, policy) => `${contract}, judged by “${policy}”`,
    judgedBy: 'By which rules it is judged',
    names: {
      legend: 'Whom do you expect?',
      hint: 'As on the application. The names are compared here; they do not stand in the request.',
      given: 'Given names',
      family: 'Family name',
      birth: 'Birth name, if it is another one',
      optional: 'You may leave the names empty: then no name is asked for, and none is compared.',
    },
    addressOptional: 'You may leave the address empty: then none is compared.',
    delivery: {
      legend: 'How does the question reach the person?',
      screen: 'By a code, here at the counter',
      screenHint: 'On this screen, or on a screen that is turned to the person.',
      mail: 'By a link in an e-mail',
      mailHint: 'For somebody who has no wallet at hand here.',
    },
    mail: {
      address: 'E-mail address',
      hint: 'Only for the e-mail. The address is not kept.',
      language: 'Language of the e-mail',
    },
    languages: { en: 'English', fr: 'French' },
    start: 'Ask',
  },
  fr: {
    byPolicy: (contract, policy) => `${contract}, apprécié selon « ${policy} »`,
    judgedBy: 'Selon quelles règles la réponse est appréciée',
    names: {
      legend: 'Qui attendez-vous ?',
      hint: 'Comme sur le dossier. Les noms sont comparés ici ; ils ne figurent pas dans la demande.',
      given: 'Prénoms',
      family: 'Nom de famille',
      birth: 'Nom de naissance, s’il est différent',
      optional: 'Vous pouvez laisser les noms vides : aucun nom n’est alors demandé, ni comparé.',
    },
    addressOptional: 'Vous pouvez laisser l’adresse vide : aucune n’est alors comparée.',
    delivery: {
      legend: 'Comment la question parvient-elle à la personne ?',
      screen: 'Par un code, ici au guichet',
      screenHint: 'Sur cet écran, ou sur un écran tourné vers la personne.',
      mail: 'Par un lien dans un courriel',
      mailHint: 'Pour une personne qui n’a pas son portefeuille avec elle.',
    },
    mail: {
      address: 'Adresse électronique',
      hint: 'Seulement pour ce courriel. L’adresse n’est pas conservée.',
      language: 'Langue du courriel',
    },
    languages: { en: 'Anglais', fr: 'Français' },
    start: 'Demander',
  },
};
