import type { Locale } from '#look';
import type { ScreenStage } from './screen-state.js';

interface CustomerScreenMessages {
  /** The tab's name. */
  title: string;
  code: string;
  stages: Readonly<Record<ScreenStage, { title: string; sentence: string }>>;
  checkNow: string;
}

export const CUSTOMER_SCREEN_MESSAGES: Readonly<Record<Locale, CustomerScreenMessages>> = {
  en: {
    title: 'Customer screen',
    code: 'Code for your wallet',
    stages: {
      waiting: {
        title: 'Scan this code with your phone',
        sentence: 'Your wallet shows who asks and what for. You decide.',
      },
      opened: { title: 'Now answer on your phone', sentence: 'Take your time. Nothing is shared before you agree.' },
      answered: { title: 'Thank you', sentence: 'The person at the counter continues.' },
      expired: { title: 'The time is over', sentence: 'The person at the counter can ask again.' },
      cancelled: { title: 'The question was cancelled', sentence: 'Nothing was shared.' },
    },
    checkNow: 'Look again',
  },
  fr: {
    title: 'Écran client',
    code: 'Code pour votre portefeuille',
    stages: {
      waiting: {
        title: 'Scannez ce code avec votre téléphone',
        sentence: 'Votre portefeuille montre qui demande et à quelle fin. Vous décidez.',
      },
      opened: {
        title: 'Répondez maintenant sur votre téléphone',
        sentence: 'Prenez votre temps. Rien n’est partagé avant votre accord.',
      },
      answered: { title: 'Merci', sentence: 'La personne au guichet poursuit.' },
      expired: { title: 'Le délai est écoulé', sentence: 'La personne au guichet peut redemander.' },
      cancelled: { title: 'La question a été annulée', sentence: 'Rien n’a été partagé.' },
    },
    checkNow: 'Regarder à nouveau',
  },
};
