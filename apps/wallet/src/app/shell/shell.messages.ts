import type { Locale } from '#look';

interface ShellMessages {
  navigation: string;
  home: string;
  scan: string;
  history: string;
  settings: string;
  lock: string;
  offlineTitle: string;
  offline: string;
  clockTitle: string;
  clockAhead: (minutes: number) => string;
  clockBehind: (minutes: number) => string;
  updateTitle: string;
  update: string;
  updateNow: string;
  updateLater: string;
  loading: string;
  failedTitle: string;
  failedOffline: string;
  failedOnline: string;
  retry: string;
  unknownTitle: string;
  unknown: string;
  toHome: string;
}

export const SHELL_MESSAGES: Readonly<Record<Locale, ShellMessages>> = {
  en: {
    navigation: 'Wallet',
    home: 'My proofs',
    scan: 'Scan',
    history: 'History',
    settings: 'Settings',
    lock: 'Lock',
    offlineTitle: 'You are offline',
    offline: 'You can read everything here. To receive or share a proof you need a connection.',
    clockTitle: 'Your device’s clock is wrong',
    clockAhead: (minutes) =>
      `It is about ${minutes} minutes ahead. Please set date and time to “automatic” in your device’s settings; until then, proofs may be refused.`,
    clockBehind: (minutes) =>
      `It is about ${minutes} minutes behind. Please set date and time to “automatic” in your device’s settings; until then, proofs may be refused.`,
    updateTitle: 'A new version is ready',
    update: 'Your wallet will close for a moment and ask you to unlock it again. Nothing is lost.',
    updateNow: 'Update now',
    updateLater: 'Later',
    loading: 'One moment …',
    failedTitle: 'This part could not be loaded',
    failedOffline: 'You are offline. It will work again as soon as you have a connection.',
    failedOnline: 'Please try again. Your proofs are safe on this device.',
    retry: 'Try again',
    unknownTitle: 'There is nothing here',
    unknown: 'This address does not belong to your wallet. Perhaps the link was cut off when it was copied.',
    toHome: 'To my proofs',
  },
  fr: {
    navigation: 'Portefeuille',
    home: 'Justificatifs',
    scan: 'Scanner',
    history: 'Historique',
    settings: 'Réglages',
    lock: 'Verrouiller',
    offlineTitle: 'Vous êtes hors connexion',
    offline: 'Vous pouvez tout consulter ici. Pour recevoir ou partager un justificatif, il vous faut une connexion.',
    clockTitle: 'L’heure de votre appareil est fausse',
    clockAhead: (minutes) =>
      `Elle avance d’environ ${minutes} minutes. Veuillez régler la date et l’heure sur « automatique » dans les réglages de votre appareil ; d’ici là, des justificatifs peuvent être refusés.`,
    clockBehind: (minutes) =>
      `Elle retarde d’environ ${minutes} minutes. Veuillez régler la date et l’heure sur « automatique » dans les réglages de votre appareil ; d’ici là, des justificatifs peuvent être refusés.`,
    updateTitle: 'Une nouvelle version est prête',
    update: 'Votre portefeuille se fermera un instant et vous demandera de le déverrouiller. Rien ne sera perdu.',
    updateNow: 'Mettre à jour',
    updateLater: 'Plus tard',
    loading: 'Un instant …',
    failedTitle: 'Cette partie n’a pas pu être chargée',
    failedOffline: 'Vous êtes hors connexion. Cela fonctionnera de nouveau dès que vous aurez une connexion.',
    failedOnline: 'Veuillez réessayer. Vos justificatifs sont en sécurité sur cet appareil.',
    retry: 'Réessayer',
    unknownTitle: 'Il n’y a rien ici',
    unknown: 'Cette adresse ne fait pas partie de votre portefeuille. Le lien a peut-être été coupé lors de la copie.',
    toHome: 'Vers mes justificatifs',
  },
};
