import type { Locale } from '#look';
import type { PresentationStatus } from '../presentation-requests/presentation.js';
import type { ShownState } from '../presentation-requests/shown-state.js';

interface ConsoleMessages {
  navigation: string;
  list: string;
  ask: string;
  signOut: string;
  footer: string;
  status: Readonly<Record<PresentationStatus, string>>;
  states: Readonly<Record<ShownState, string>>;
  any: string;
  filter: { contract: string; state: string; apply: string };
  table: { caption: string; when: string; question: string; state: string; kept: string; empty: string };
  next: string;
  first: string;
  newQuestion: {
    title: string;
    lead: string;
    contract: string;
    choose: string;
    whatIsAsked: string;
    address: string;
    addressHint: string;
    street: string;
    postalCode: string;
    locality: string;
    show: string;
    none: string;
    back: string;
  };
}

const en: ConsoleMessages = {
  navigation: 'Counter',
  list: 'Verifications',
  ask: 'New question',
  signOut: 'Sign out',
  footer: 'Only what the person agreed to show is kept here, and only for as long as the contract says.',
  status: {
    created: 'Waiting for a wallet',
    opened: 'Open in a wallet',
    presented: 'Answered, result not given yet',
    verified: 'Confirmed',
    not_verified: 'Not confirmed',
    refused: 'Refused',
    expired: 'Expired',
    cancelled: 'Cancelled',
    redacted: 'Confirmed, data erased',
  },
  states: {
    awaiting: 'Waiting',
    withheld: 'Answered, result not given yet',
    verified: 'Confirmed',
    not_verified: 'Not confirmed',
    refused: 'Refused',
    expired: 'Expired',
    cancelled: 'Cancelled',
    redacted: 'Data erased',
  },
  any: 'All',
  filter: { contract: 'Question', state: 'State', apply: 'Show' },
  table: {
    caption: 'Newest first',
    when: 'Asked',
    question: 'Question',
    state: 'State',
    kept: 'Kept until',
    empty: 'There is no verification that fits.',
  },
  next: 'Older ones',
  first: 'Back to the newest',
  newQuestion: {
    title: 'New question',
    lead: 'For somebody who stands in front of you.',
    contract: 'What do you need to know?',
    choose: 'Go on',
    whatIsAsked: 'What is asked',
    address: 'Which address shall be confirmed?',
    addressHint: 'As the person gave it. Floor and apartment are not compared.',
    street: 'Number and street',
    postalCode: 'Postal code',
    locality: 'Municipality',
    show: 'Show the code',
    none: 'There is no data-use contract in force under which you may ask. The cooperative decides on contracts.',
    back: 'Choose another question',
  },
};

const fr: ConsoleMessages = {
  navigation: 'Guichet',
  list: 'Vérifications',
  ask: 'Nouvelle question',
  signOut: 'Se déconnecter',
  footer:
    'Seul ce que la personne a accepté de montrer est conservé ici, et seulement aussi longtemps que le contrat le prévoit.',
  status: {
    created: 'En attente d’un portefeuille',
    opened: 'Ouverte dans un portefeuille',
    presented: 'Répondue, résultat pas encore remis',
    verified: 'Confirmée',
    not_verified: 'Non confirmée',
    refused: 'Refusée',
    expired: 'Expirée',
    cancelled: 'Annulée',
    redacted: 'Confirmée, données effacées',
  },
  states: {
    awaiting: 'En attente',
    withheld: 'Répondue, résultat pas encore remis',
    verified: 'Confirmée',
    not_verified: 'Non confirmée',
    refused: 'Refusée',
    expired: 'Expirée',
    cancelled: 'Annulée',
    redacted: 'Données effacées',
  },
  any: 'Tout',
  filter: { contract: 'Question', state: 'État', apply: 'Afficher' },
  table: {
    caption: 'Les plus récentes d’abord',
    when: 'Demandée',
    question: 'Question',
    state: 'État',
    kept: 'Conservée jusqu’au',
    empty: 'Aucune vérification ne correspond.',
  },
  next: 'Plus anciennes',
  first: 'Revenir aux plus récentes',
  newQuestion: {
    title: 'Nouvelle question',
    lead: 'Pour une personne qui se trouve devant vous.',
    contract: 'Que devez-vous savoir ?',
    choose: 'Continuer',
    whatIsAsked: 'Ce qui est demandé',
    address: 'Quelle adresse faut-il confirmer ?',
    addressHint: 'Telle que la personne l’a donnée. L’étage et l’appartement ne sont pas comparés.',
    street: 'Numéro et voie',
    postalCode: 'Code postal',
    locality: 'Commune',
    show: 'Afficher le code',
    none: 'Aucun contrat d’usage en vigueur ne vous permet de demander. C’est la coopérative qui décide des contrats.',
    back: 'Choisir une autre question',
  },
};

export const CONSOLE_MESSAGES: Readonly<Record<Locale, ConsoleMessages>> = { en, fr };
