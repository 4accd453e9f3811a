import type { Locale } from '#look';

export interface WaitingMessages {
  title: string;
  lead: string;
  customer: string;
  type: string;
  since: string;
  decision: string;
  erased: string;
  several: (count: number, type: string) => string;
  approve: string;
  refuse: string;
  empty: string;
  decided: Readonly<Record<'approved' | 'refused', string>>;
}

export const WAITING_MESSAGES: Readonly<Record<Locale, WaitingMessages>> = {
  en: {
    title: 'Waiting for your decision',
    lead: 'These customers’ wallets have asked for proofs. Nothing is issued before you say so; the wallet then fetches them by itself.',
    customer: 'Customer',
    type: 'What was asked for',
    since: 'Since',
    decision: 'Your decision',
    erased: 'a customer who was erased',
    several: (count, type) => (count === 1 ? type : `${type}, ${count} copies`),
    approve: 'Let it through',
    refuse: 'Refuse',
    empty: 'Nothing waits for a decision.',
    decided: {
      approved: 'It was let through: the wallet can fetch the proofs now.',
      refused: 'It was refused: the wallet is told so when it asks next.',
    },
  },
  fr: {
    title: 'En attente de votre décision',
    lead: 'Les portefeuilles de ces clients ont demandé des preuves. Rien n’est délivré avant votre accord ; le portefeuille vient ensuite les chercher de lui-même.',
    customer: 'Client',
    type: 'Ce qui est demandé',
    since: 'Depuis',
    decision: 'Votre décision',
    erased: 'un client effacé depuis',
    several: (count, type) => (count === 1 ? type : `${type}, ${count} exemplaires`),
    approve: 'Accepter',
    refuse: 'Refuser',
    empty: 'Rien n’attend de décision.',
    decided: {
      approved: 'La demande est acceptée : le portefeuille peut venir chercher les preuves.',
      refused: 'La demande est refusée : le portefeuille l’apprendra à sa prochaine question.',
    },
  },
};
