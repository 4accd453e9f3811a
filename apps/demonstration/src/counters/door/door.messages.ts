import type { Locale } from '#look';
import type { DoorAnswer } from './door-questions.js';

interface DoorMessages {
  title: string;
  lead: string;
  button: string;
  scan: string;
  scanSentence: string;
  code: string;
  /** For whoever tries both sides on one device. */
  here: string;
  answers: Readonly<Record<Exclude<DoorAnswer, 'asked'>, { word: string; sentence: string }>>;
  noQuestion: string;
  open: string;
  fictitious: string;
}

const en: DoorMessages = {
  title: 'Over 18 at the door',
  lead: 'For the doorkeeper of the concert hall: one question to each person’s wallet. You learn yes or no, and no name, no date of birth and no age.',
  button: 'Ask the next person',
  scan: 'Let the person scan this',
  scanSentence: 'This page changes by itself as soon as there is an answer.',
  code: 'QR code of the question “Are you 18 or older?”',
  here: 'Open the wallet on this device, in a new tab',
  answers: {
    yes: { word: 'Yes', sentence: '18 or older.' },
    no: { word: 'No', sentence: 'It was not shown that the person is 18 or older. Another proof of age may be shown.' },
  },
  noQuestion: 'This question is over, or another browser asked it. Ask again.',
  open: 'To the door',
  fictitious: 'The city and its concert hall are invented: nobody is let in or sent away.',
};

const fr: DoorMessages = {
  title: 'Plus de 18 ans à l’entrée',
  lead: 'Pour qui contrôle l’entrée de la salle de concert : une question au portefeuille de chaque personne. Vous apprenez oui ou non, et ni nom, ni date de naissance, ni âge.',
  button: 'Interroger la personne suivante',
  scan: 'Faites scanner ce code',
  scanSentence: 'Cette page change d’elle-même dès qu’il y a une réponse.',
  code: 'Code QR de la question « Avez-vous 18 ans ou plus ? »',
  here: 'Ouvrir le portefeuille sur cet appareil, dans un nouvel onglet',
  answers: {
    yes: { word: 'Oui', sentence: '18 ans ou plus.' },
    no: {
      word: 'Non',
      sentence: 'Il n’a pas été montré que la personne a 18 ans ou plus. Une autre preuve d’âge peut être présentée.',
    },
  },
  noQuestion: 'Cette question est close, ou un autre navigateur l’a posée. Recommencez.',
  open: 'À l’entrée',
  fictitious: 'La ville et sa salle de concert sont imaginaires : personne n’entre et personne n’est refusé.',
};

export const DOOR_MESSAGES: Readonly<Record<Locale, DoorMessages>> = { en, fr };
