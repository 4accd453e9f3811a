import type { Locale } from '#look';

interface EraseMessages {
  title: string;
  what: string;
  confirm: (word: string) => string;
  word: string;
  erase: string;
  failed: string;
}

export const ERASE_MESSAGES: Readonly<Record<Locale, EraseMessages>> = {
  en: {
    title: 'Erase this wallet',
    what: 'Proofs, history and keys are removed from this device, for good. Those with whom you shared something keep it; to withdraw, do so in the history first.',
    confirm: (word) => `To confirm, type the word ${word}`,
    word: 'ERASE',
    erase: 'Erase for good',
    failed: 'The browser could not erase the wallet. Please try again.',
  },
  fr: {
    title: 'Effacer ce portefeuille',
    what: 'Les justificatifs, l’historique et les clés sont retirés de cet appareil, définitivement. Ceux avec qui vous avez partagé quelque chose le conservent ; pour retirer un accord, faites-le d’abord dans l’historique.',
    confirm: (word) => `Pour confirmer, saisissez le mot ${word}`,
    word: 'EFFACER',
    erase: 'Effacer définitivement',
    failed: 'Le navigateur n’a pas pu effacer le portefeuille. Veuillez réessayer.',
  },
};
