import type { Locale } from '#look';
import type { PageStage } from './page-stage.js';

interface StageWords {
  title: string;
  sentence: string;
}

interface HostedPageMessages {
  asks: (name: string) => string;
  who: string;
  why: string;
  what: string;
  name: string;
  legalId: string;
  thisAddress: string;
  returnsTo: string;
  legalBasis: string;
  kept: (days: number) => string;
  keptFor: string;
  nothingElse: string;
  careful: (name: string, host: string) => string;
  here: { title: string; sentence: string; button: string };
  phone: { title: string; sentence: string; code: string };
  browsers: { title: string; sentence: string; button: string };
  onlyHere: string;
  other: { title: string; sentence: string; link: string; code: string };
  startAgain: string;
  checkNow: string;
  goOn: (host: string) => string;
  goBack: (host: string) => string;
  received: string;
  steps: { label: string; names: readonly [string, string, string] };
  stages: (name: string) => Readonly<Record<PageStage, StageWords>>;
}

const yearsIn = (days: number) => Math.round(days / 365.25);

const en: HostedPageMessages = {
  asks: (name) => `${name} asks you for a proof. You decide in your wallet what you show.`,
  who: 'Who asks',
  why: 'Why?',
  what: 'What you would show',
  name: 'Organisation',
  legalId: 'Registered as',
  thisAddress: 'Address of this page',
  returnsTo: 'Then you go on to',
  legalBasis: 'Legal basis',
  keptFor: 'Kept for',
  kept: (days) => (days === 1 ? 'one day' : days < 730 ? `${days} days` : `about ${yearsIn(days)} years`),
  nothingElse: 'Nothing else. Your wallet shows you each value before you agree.',
  careful: (name, host) =>
    `Your wallet must name ${name} as well. Did somebody else send you this code or link? Then do not answer: it is meant only for the person who opened ${host}.`,
  here: {
    title: 'On this device',
    sentence: 'Your wallet opens, and brings you back here when you have decided.',
    button: 'Open my wallet',
  },
  phone: {
    title: 'With your phone',
    sentence: 'Point the camera of your phone, or the scanner of your wallet, at this code.',
    code: 'QR code that opens the request in your wallet',
  },
  browsers: {
    title: 'With a wallet that your browser knows',
    sentence: 'Your browser shows which of your wallets can answer, on this device or on your phone beside it.',
    button: 'Let me choose',
  },
  onlyHere: 'This request can only be answered on the device that you are reading this on.',
  other: {
    title: 'I use another wallet',
    sentence: 'Any wallet that knows OpenID for Verifiable Presentations can answer.',
    link: 'Open another wallet on this device',
    code: 'QR code for another wallet',
  },
  startAgain: 'Start again',
  checkNow: 'Check now',
  goOn: (host) => `Go on to ${host}`,
  goBack: (host) => `Go back to ${host}`,
  received: 'What was shown',
  steps: { label: 'How far you are', names: ['Open the wallet', 'Decide', 'Done'] },
  stages: (name) => ({
    waiting: { title: 'Open your wallet', sentence: 'Choose where your wallet is.' },
    opened: {
      title: 'Your wallet has opened the request',
      sentence: 'Read there who asks and what for, then agree or refuse. This page follows by itself.',
    },
    return: {
      title: 'You have answered. Come back through your wallet',
      sentence: 'Your wallet leads you back here. If it opened another browser, start again and answer from this one.',
    },
    answered: {
      title: 'Your answer has arrived',
      sentence: 'It is being entered in the public register. That takes a few moments.',
    },
    verified: {
      title: 'Done: your proof was accepted',
      sentence: `${name} has received what you agreed to show. Your wallet keeps a receipt, with which you can withdraw later.`,
    },
    not_verified: {
      title: 'Your proof could not be accepted',
      sentence: `${name} keeps nothing of what you showed. It may have expired, or not fit the question. You can try again.`,
    },
    refused: {
      title: 'Nothing was shared',
      sentence: 'You refused, or your wallet has no proof that answers. You can start again, or go back.',
    },
    expired: {
      title: 'The time for this request is over',
      sentence: 'Nothing was shared. You can start again.',
    },
    finished: {
      title: 'You have finished here',
      sentence: `${name} has the result. You can close this page.`,
    },
    ended: {
      title: 'The time of this page is over',
      sentence: `If you still want to give a proof, begin again at ${name}.`,
    },
  }),
};

const fr: HostedPageMessages = {
  asks: (name) =>
    `${name} vous demande une preuve. C’est vous qui décidez, dans votre portefeuille, de ce que vous montrez.`,
  who: 'Qui demande',
  why: 'Pourquoi ?',
  what: 'Ce que vous montreriez',
  name: 'Organisme',
  legalId: 'Immatriculation',
  thisAddress: 'Adresse de cette page',
  returnsTo: 'Vous irez ensuite sur',
  legalBasis: 'Base légale',
  keptFor: 'Durée de conservation',
  kept: (days) => (days === 1 ? 'un jour' : days < 730 ? `${days} jours` : `environ ${yearsIn(days)} ans`),
  nothingElse: 'Rien d’autre. Votre portefeuille vous montre chaque valeur avant que vous n’acceptiez.',
  careful: (name, host) =>
    `Votre portefeuille doit, lui aussi, nommer ${name}. Quelqu’un d’autre vous a envoyé ce code ou ce lien ? Alors ne répondez pas : il est réservé à la personne qui a ouvert ${host}.`,
  here: {
    title: 'Sur cet appareil',
    sentence: 'Votre portefeuille s’ouvre, puis vous ramène ici une fois votre décision prise.',
    button: 'Ouvrir mon portefeuille',
  },
  phone: {
    title: 'Avec votre téléphone',
    sentence: 'Visez ce code avec l’appareil photo de votre téléphone ou le lecteur de votre portefeuille.',
    code: 'Code QR qui ouvre la demande dans votre portefeuille',
  },
  browsers: {
    title: 'Avec un portefeuille que votre navigateur connaît',
    sentence:
      'Votre navigateur montre lesquels de vos portefeuilles peuvent répondre, sur cet appareil ou sur votre téléphone à côté.',
    button: 'Me laisser choisir',
  },
  onlyHere: 'Vous ne pouvez répondre à cette demande que sur l’appareil où vous lisez ces lignes.',
  other: {
    title: 'J’utilise un autre portefeuille',
    sentence: 'Tout portefeuille compatible avec OpenID for Verifiable Presentations peut répondre.',
    link: 'Ouvrir un autre portefeuille sur cet appareil',
    code: 'Code QR pour un autre portefeuille',
  },
  startAgain: 'Recommencer',
  checkNow: 'Vérifier maintenant',
  goOn: (host) => `Continuer sur ${host}`,
  goBack: (host) => `Retourner sur ${host}`,
  received: 'Ce qui a été montré',
  steps: { label: 'Où vous en êtes', names: ['Ouvrir le portefeuille', 'Décider', 'Terminé'] },
  stages: (name) => ({
    waiting: { title: 'Ouvrez votre portefeuille', sentence: 'Choisissez l’endroit où il se trouve.' },
    opened: {
      title: 'Votre portefeuille a ouvert la demande',
      sentence: 'Lisez-y qui demande et pour quoi, puis acceptez ou refusez. Cette page suit d’elle-même.',
    },
    return: {
      title: 'Vous avez répondu. Revenez par votre portefeuille',
      sentence:
        'Votre portefeuille vous ramène ici. S’il a ouvert un autre navigateur, recommencez et répondez depuis celui-ci.',
    },
    answered: {
      title: 'Votre réponse est arrivée',
      sentence: 'Elle est en cours d’inscription au registre public. Cela prend quelques instants.',
    },
    verified: {
      title: 'C’est fait : votre preuve a été acceptée',
      sentence: `${name} a reçu ce que vous avez accepté de montrer. Votre portefeuille conserve un reçu, qui vous permettra de retirer votre accord plus tard.`,
    },
    not_verified: {
      title: 'Votre preuve n’a pas pu être acceptée',
      sentence: `${name} ne conserve rien de ce que vous avez montré. La preuve a peut-être expiré, ou ne répond pas à la question. Vous pouvez réessayer.`,
    },
    refused: {
      title: 'Rien n’a été partagé',
      sentence:
        'Vous avez refusé, ou votre portefeuille n’a pas de preuve qui réponde. Vous pouvez recommencer ou revenir en arrière.',
    },
    expired: {
      title: 'Le délai de cette demande est écoulé',
      sentence: 'Rien n’a été partagé. Vous pouvez recommencer.',
    },
    finished: {
      title: 'Vous avez terminé ici',
      sentence: `${name} a le résultat. Vous pouvez fermer cette page.`,
    },
    ended: {
      title: 'Le temps de cette page est écoulé',
      sentence: `Si vous souhaitez toujours donner une preuve, recommencez chez ${name}.`,
    },
  }),
};

export const HOSTED_PAGE_MESSAGES: Readonly<Record<Locale, HostedPageMessages>> = { en, fr };
