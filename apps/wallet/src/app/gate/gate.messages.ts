import type { Locale } from '#look';
import type { TroubleCode } from './gate-state.js';

interface Trouble {
  title: string;
  what: string;
  next: string;
}

interface GateMessages {
  elsewhereTitle: string;
  elsewhere: string;
  takeOver: string;
  troubles: Readonly<Record<TroubleCode, Trouble>>;
  again: string;
  startAnew: string;
}

export const GATE_MESSAGES: Readonly<Record<Locale, GateMessages>> = {
  en: {
    elsewhereTitle: 'Your wallet is open in another window',
    elsewhere:
      'So that nothing is written twice, only one window works at a time. You can close this one, or continue here; the other one will then close the wallet.',
    takeOver: 'Continue here',
    troubles: {
      storage_wiped: {
        title: 'Your browser has deleted this wallet’s storage',
        what: 'This happens when website data is cleared, or when the device runs out of room. What was in the wallet is no longer on this device, and we have no copy of it: nobody else ever had one.',
        next: 'If you made a backup, you can restore it now. Otherwise set up a new wallet and ask your utility for a new offer.',
      },
      storage_unavailable: {
        title: 'Your browser gives the wallet no storage',
        what: 'In private windows and with some settings, websites may store nothing.',
        next: 'Please open the wallet in a normal window, or allow this site to store data.',
      },
      wallet_rolled_back: {
        title: 'Some of your wallet’s entries are missing',
        what: 'The wallet wrote more entries than are here now. Its storage was put back to an earlier state or damaged. It stays closed, because it could otherwise show a proof twice.',
        next: 'If you made a backup, erase this wallet below, then restore the backup.',
      },
      wallet_damaged: {
        title: 'Your wallet cannot be read',
        what: 'Something on this device has changed the wallet’s storage. It stays closed, because what it holds can no longer be relied on.',
        next: 'If you made a backup, erase this wallet below, then restore the backup.',
      },
      lock_damaged: {
        title: 'Your wallet’s lock cannot be read',
        what: 'Something on this device has changed the wallet’s storage, so that it can no longer be opened.',
        next: 'If you made a backup, erase this wallet below, then restore the backup.',
      },
      lock_version_unknown: {
        title: 'This wallet belongs to a newer version',
        what: 'A newer version of the app has been used here.',
        next: 'Please load the page again while you are online.',
      },
      another_cooperative: {
        title: 'This address now speaks for another cooperative',
        what: 'Your wallet was set up to believe one cooperative and its register. The server of this page now names another one. That can be a mistake, or an attempt to deceive you; your wallet stays closed and has told nobody anything.',
        next: 'Please do not share anything here, and ask whoever gave you this wallet.',
      },
    },
    again: 'Try again',
    startAnew: 'Start again',
  },
  fr: {
    elsewhereTitle: 'Votre portefeuille est ouvert dans une autre fenêtre',
    elsewhere:
      'Pour que rien ne soit écrit deux fois, une seule fenêtre travaille à la fois. Vous pouvez fermer celle-ci, ou continuer ici ; l’autre fermera alors le portefeuille.',
    takeOver: 'Continuer ici',
    troubles: {
      storage_wiped: {
        title: 'Votre navigateur a effacé les données de ce portefeuille',
        what: 'Cela arrive lorsque les données des sites sont effacées, ou lorsque l’appareil manque de place. Le contenu du portefeuille n’est plus sur cet appareil, et nous n’en avons aucune copie : personne d’autre n’en a jamais eu.',
        next: 'Si vous avez fait une sauvegarde, vous pouvez la restaurer maintenant. Sinon, créez un nouveau portefeuille et demandez une nouvelle offre à votre fournisseur.',
      },
      storage_unavailable: {
        title: 'Votre navigateur n’accorde aucun espace au portefeuille',
        what: 'En navigation privée et avec certains réglages, les sites ne peuvent rien conserver.',
        next: 'Veuillez ouvrir le portefeuille dans une fenêtre ordinaire, ou autoriser ce site à conserver des données.',
      },
      wallet_rolled_back: {
        title: 'Il manque des entrées dans votre portefeuille',
        what: 'Le portefeuille a écrit plus d’entrées qu’il n’en reste ici. Ses données ont été ramenées à un état antérieur ou abîmées. Il reste fermé, car il pourrait sinon montrer deux fois le même justificatif.',
        next: 'Si vous avez fait une sauvegarde, effacez ce portefeuille ci-dessous, puis restaurez la sauvegarde.',
      },
      wallet_damaged: {
        title: 'Votre portefeuille est illisible',
        what: 'Quelque chose sur cet appareil a modifié les données du portefeuille. Il reste fermé, car on ne peut plus se fier à son contenu.',
        next: 'Si vous avez fait une sauvegarde, effacez ce portefeuille ci-dessous, puis restaurez la sauvegarde.',
      },
      lock_damaged: {
        title: 'Le verrou de votre portefeuille est illisible',
        what: 'Quelque chose sur cet appareil a modifié les données du portefeuille ; il ne peut plus être ouvert.',
        next: 'Si vous avez fait une sauvegarde, effacez ce portefeuille ci-dessous, puis restaurez la sauvegarde.',
      },
      lock_version_unknown: {
        title: 'Ce portefeuille appartient à une version plus récente',
        what: 'Une version plus récente de l’application a été utilisée ici.',
        next: 'Veuillez recharger la page en étant connecté.',
      },
      another_cooperative: {
        title: 'Cette adresse parle maintenant pour une autre coopérative',
        what: 'Votre portefeuille a été créé pour se fier à une coopérative et à son registre. Le serveur de cette page en désigne maintenant une autre. Il peut s’agir d’une erreur, ou d’une tentative de vous tromper ; votre portefeuille reste fermé et n’a rien communiqué à personne.',
        next: 'Veuillez ne rien partager ici, et interroger la personne ou l’organisme qui vous a proposé ce portefeuille.',
      },
    },
    again: 'Réessayer',
    startAnew: 'Recommencer',
  },
};
