import type { Locale } from '#look';

interface PaperMessages {
  title: string;
  /** On the result: what the way is, and where it leads. */
  offer: string;
  notedTitle: string;
  offerSentence: string;
  offerLink: string;
  noted: string;
  /** In the list. */
  onPaper: string;
  lead: string;
  which: string;
  identity: string;
  address: (days: number | undefined) => string;
  months: (months: number) => string;
  age: (years: number) => string;
  ageAtAll: string;
  other: (labels: string) => string;
  unknown: string;
  ownRules: string;
  noteSentence: string;
  note: string;
  mayNotNote: string;
  back: string;
}

const en: PaperMessages = {
  title: 'The way of paper',
  offer: 'A paper does as well',
  notedTitle: 'Shown on paper',
  offerSentence: 'Whoever could not show it from a wallet, or does not want to, may show a paper instead.',
  offerLink: 'Which paper may I accept?',
  noted: 'A paper was shown instead. Noted',
  onPaper: 'on paper',
  lead: 'Nobody has to use a wallet, and nobody is worse off for not doing so. Look at the paper as you always did.',
  which: 'What proves the same',
  identity: 'An identity document with a photograph, to see that the paper is the person’s own.',
  address: (days) =>
    `A bill or a contract statement for water, electricity, gas or fixed telephone, in the person’s name and for the address given${days === undefined ? '' : `, not older than ${days} days`}.`,
  months: (months) => `A second one for the same address that is at least ${months} months old.`,
  age: (years) => `A date of birth in an identity document: the person must be ${years} or older.`,
  ageAtAll: 'A date of birth in an identity document.',
  other: (labels) => `A paper that states: ${labels}.`,
  unknown: 'A paper that states what was asked.',
  ownRules:
    'Where your organisation has rules of its own for papers, these hold. What stands in the paper is not typed in here.',
  noteSentence:
    'Note only that a paper was shown and accepted. Which one, and what it says, is kept nowhere here. The result stays what it is.',
  note: 'Note: a paper was accepted',
  mayNotNote: 'Your access does not let you note it here.',
  back: 'Back to the result',
};

const fr: PaperMessages = {
  title: 'La voie du papier',
  offer: 'Un papier convient aussi',
  notedTitle: 'Montré sur papier',
  offerSentence:
    'Qui n’a pas pu le montrer depuis un portefeuille, ou ne le souhaite pas, peut montrer un papier à la place.',
  offerLink: 'Quel papier puis-je accepter ?',
  noted: 'Un papier a été montré à la place. Noté le',
  onPaper: 'sur papier',
  lead: 'Personne n’est obligé d’utiliser un portefeuille ni n’est désavantagé s’il s’en passe. Examinez le papier comme vous l’avez toujours fait.',
  which: 'Ce qui prouve la même chose',
  identity: 'Une pièce d’identité avec photo, pour voir que le papier est bien celui de la personne.',
  address: (days) =>
    `Une facture ou une attestation de contrat d’eau, d’électricité, de gaz ou de téléphone fixe, au nom de la personne et pour l’adresse donnée${days === undefined ? '' : `, datant de moins de ${days} jours`}.`,
  months: (months) => `Une seconde, pour la même adresse, qui date d’au moins ${months} mois.`,
  age: (years) => `La date de naissance sur une pièce d’identité : la personne doit avoir ${years} ans ou plus.`,
  ageAtAll: 'La date de naissance sur une pièce d’identité.',
  other: (labels) => `Un papier qui indique : ${labels}.`,
  unknown: 'Un papier qui indique ce qui a été demandé.',
  ownRules:
    'Si votre organisme a ses propres règles pour les papiers, elles s’appliquent. Ce qui figure sur le papier ne se saisit pas ici.',
  noteSentence:
    'Notez seulement qu’un papier a été montré et accepté. Lequel, et ce qu’il indique, n’est conservé nulle part ici. Le résultat reste ce qu’il est.',
  note: 'Noter : un papier a été accepté',
  mayNotNote: 'Votre accès ne permet pas de le noter ici.',
  back: 'Revenir au résultat',
};

export const PAPER_MESSAGES: Readonly<Record<Locale, PaperMessages>> = { en, fr };
