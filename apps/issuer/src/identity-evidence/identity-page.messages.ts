import type { Locale } from '#look';
import type { IdentityStage } from './identity-stage.js';

export interface IdentityPageMessages {
  title: string;
  lead: (utility: string) => string;
  stages: Readonly<Record<IdentityStage, { title: string; sentence: string }>>;
  here: { title: string; sentence: string; button: string };
  phone: { title: string; sentence: string; code: string };
  goOn: string;
  startAgain: string;
  checkNow: string;
  what: string;
  ages: (ages: string) => string;
  otherwise: string;
  kept: string;
  whose: string;
  notListed: (utility: string) => string;
}

export const IDENTITY_PAGE_MESSAGES: Readonly<Record<Locale, IdentityPageMessages>> = {
  en: {
    title: 'Show how old you are',
    lead: (utility) =>
      `A contract with ${utility} says nothing about your age. Show the electronic identity card in your wallet, so that we can issue the proof.`,
    stages: {
      waiting: {
        title: 'Open your wallet',
        sentence: 'Choose on which device the wallet is that holds your identity card.',
      },
      opened: { title: 'Your wallet has our question', sentence: 'Answer it there. This page goes on by itself.' },
      return: {
        title: 'Answered in your wallet',
        sentence: 'Your wallet leads you back to this browser. If it does not, begin again.',
      },
      ready: { title: 'That is all we need', sentence: 'You can go on: your wallet gets the proof of age.' },
      refused: { title: 'That did not work', sentence: '' },
      expired: { title: 'The time is over', sentence: 'Begin again here, or in your wallet.' },
    },
    here: {
      title: 'On this device',
      sentence: 'Your wallet opens, and leads you back here afterwards.',
      button: 'Open my wallet',
    },
    phone: {
      title: 'On your telephone',
      sentence: 'Scan the code with the wallet that holds your identity card. Scan it only if you began this yourself.',
      code: 'Code for your wallet',
    },
    goOn: 'Go on',
    startAgain: 'Begin again',
    checkNow: 'Look whether there is an answer',
    what: 'What we ask, and what we keep',
    ages: (ages) => `Whether you have reached these ages: ${ages}.`,
    otherwise:
      'Only if your wallet cannot say that: your date of birth. We compute the ages from it at once and drop it.',
    kept: 'We keep which kind of identity card it was, its level of assurance and the day, and the ages for 90 days. Not your name, not the card, not your date of birth.',
    whose: 'It is not compared with your contract. The proof is about the person whose identity card is shown.',
    notListed: (utility) =>
      `${utility} is not on the EU’s list of providers of proofs of age: services that accept only those on it will not accept this proof.`,
  },
  fr: {
    title: 'Montrez quel âge vous avez',
    lead: (utility) =>
      `Un contrat avec ${utility} ne dit rien de votre âge. Présentez la carte d’identité électronique de votre portefeuille, pour que nous puissions délivrer la preuve.`,
    stages: {
      waiting: {
        title: 'Ouvrez votre portefeuille',
        sentence: 'Choisissez l’appareil sur lequel se trouve le portefeuille qui contient votre carte d’identité.',
      },
      opened: {
        title: 'Votre portefeuille a notre question',
        sentence: 'Répondez-y là-bas. Cette page continue d’elle-même.',
      },
      return: {
        title: 'Répondu dans votre portefeuille',
        sentence: 'Votre portefeuille vous ramène dans ce navigateur. S’il ne le fait pas, recommencez.',
      },
      ready: {
        title: 'C’est tout ce qu’il nous faut',
        sentence: 'Vous pouvez continuer\u00a0: votre portefeuille reçoit la preuve d’âge.',
      },
      refused: { title: 'Cela n’a pas abouti', sentence: '' },
      expired: { title: 'Le délai est écoulé', sentence: 'Recommencez ici, ou dans votre portefeuille.' },
    },
    here: {
      title: 'Sur cet appareil',
      sentence: 'Votre portefeuille s’ouvre, puis vous ramène ici.',
      button: 'Ouvrir mon portefeuille',
    },
    phone: {
      title: 'Sur votre téléphone',
      sentence:
        'Scannez le code avec le portefeuille qui contient votre carte d’identité. Ne le scannez que si vous avez commencé cette démarche vous-même.',
      code: 'Code pour votre portefeuille',
    },
    goOn: 'Continuer',
    startAgain: 'Recommencer',
    checkNow: 'Voir s’il y a une réponse',
    what: 'Ce que nous demandons et ce que nous gardons',
    ages: (ages) => `Si vous avez atteint ces âges\u00a0: ${ages}.`,
    otherwise:
      'Seulement si votre portefeuille ne peut pas le dire\u00a0: votre date de naissance. Nous en calculons aussitôt les âges et ne la gardons pas.',
    kept: 'Nous gardons le type de la carte d’identité, son niveau de garantie et le jour, ainsi que les âges pendant 90 jours. Ni votre nom, ni la carte, ni votre date de naissance.',
    whose:
      'Rien n’est comparé avec votre contrat. La preuve concerne la personne dont la carte d’identité est présentée.',
    notListed: (utility) =>
      `${utility} ne figure pas sur la liste européenne des fournisseurs de preuves d’âge\u00a0: les services qui n’acceptent que ceux-ci n’accepteront pas cette preuve.`,
  },
};
