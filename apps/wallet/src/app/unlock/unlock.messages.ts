import type { Locale } from '#look';

/** Codes that somebody may meet while a way in is made or used. */
export const WAY_PROBLEMS = [
  'wrong_unlock_secret',
  'passkey_cancelled',
  'passkey_without_prf',
  'stretching_failed',
  'description_unavailable',
  'storage_full',
  'storage_failed',
  'too_many_slots',
  'last_slot',
  'wallet_exists',
  'wrong_backup_passphrase',
  'backup_damaged',
  'not_a_backup',
  'backup_version_unknown',
] as const;
export type WayProblem = (typeof WAY_PROBLEMS)[number] | 'other';

interface UnlockMessages {
  title: string;
  lead: string;
  passphrase: string;
  show: string;
  hide: string;
  showLabel: string;
  unlock: string;
  working: string;
  byPasskey: string;
  or: string;
  forgottenTitle: string;
  forgotten: string;
  linkWaiting: string;
  problems: Readonly<Record<WayProblem, string>>;
}

export const UNLOCK_MESSAGES: Readonly<Record<Locale, UnlockMessages>> = {
  en: {
    title: 'Unlock your wallet',
    lead: 'What you keep here is encrypted on this device. Only you can open it.',
    passphrase: 'Your passphrase',
    show: 'Show',
    hide: 'Hide',
    showLabel: 'Show the passphrase',
    unlock: 'Unlock',
    working: 'Opening the lock …',
    byPasskey: 'Unlock with passkey',
    or: 'or',
    forgottenTitle: 'I cannot unlock it',
    forgotten:
      'Nobody can reset your passphrase, not even us: that is what keeps others out. If you made a backup, you can erase this wallet and restore the backup with its passphrase. Without one, erase the wallet and ask your utility for a new offer.',
    linkWaiting: 'The link that you opened is kept and continues once the wallet is open.',
    problems: {
      wrong_unlock_secret: 'This does not open the wallet. Please check capital letters and spaces, and try again.',
      passkey_cancelled: 'The passkey was not used. Please try again, or choose another way.',
      passkey_without_prf:
        'This passkey can sign you in to websites, but cannot protect a wallet. Please choose another one, or a passphrase.',
      stretching_failed: 'Your device had not enough memory just now. Please close other programs and try again.',
      description_unavailable: 'The wallet’s server cannot be reached. Please check your connection and try again.',
      storage_full: 'There is no room left on this device. Please free some and try again; nothing was changed.',
      storage_failed: 'The browser could not write to its storage. Nothing was changed; please try again.',
      too_many_slots: 'There are as many ways to unlock as there can be. Please remove one first.',
      last_slot: 'This is the last way to unlock your wallet, so it stays.',
      wallet_exists: 'There is a wallet on this device already.',
      wrong_backup_passphrase: 'This is not the passphrase of this backup. Please check capital letters and spaces.',
      backup_damaged: 'This backup is damaged or incomplete. Please take another copy of the file.',
      not_a_backup: 'This file is not a backup of a wallet. Its name ends in “.incola-backup”.',
      backup_version_unknown: 'A newer version of the wallet made this backup. Please update, then try again.',
      other: 'Something went wrong. Nothing was changed; please try again.',
    },
  },
  fr: {
    title: 'Déverrouillez votre portefeuille',
    lead: 'Ce que vous gardez ici est chiffré sur cet appareil. Personne d’autre que vous ne peut l’ouvrir.',
    passphrase: 'Votre phrase de passe',
    show: 'Afficher',
    hide: 'Masquer',
    showLabel: 'Afficher la phrase de passe',
    unlock: 'Déverrouiller',
    working: 'Ouverture du verrou …',
    byPasskey: 'Déverrouiller avec une clé d’accès',
    or: 'ou',
    forgottenTitle: 'Je n’arrive pas à le déverrouiller',
    forgotten:
      'Personne ne peut réinitialiser votre phrase de passe, pas même nous : c’est ce qui vous protège. Si vous avez fait une sauvegarde, vous pouvez effacer ce portefeuille et restaurer la sauvegarde avec sa phrase de passe. Sinon, effacez le portefeuille et demandez une nouvelle offre à votre fournisseur.',
    linkWaiting: 'Le lien que vous avez ouvert est conservé ; la suite s’affichera une fois le portefeuille ouvert.',
    problems: {
      wrong_unlock_secret:
        'Cela n’ouvre pas le portefeuille. Veuillez vérifier les majuscules et les espaces, puis réessayer.',
      passkey_cancelled: 'La clé d’accès n’a pas été utilisée. Veuillez réessayer, ou choisir un autre moyen.',
      passkey_without_prf:
        'Cette clé d’accès permet de se connecter à des sites, mais pas de protéger un portefeuille. Veuillez en choisir une autre, ou une phrase de passe.',
      stretching_failed:
        'Votre appareil n’avait pas assez de mémoire à l’instant. Veuillez fermer d’autres programmes et réessayer.',
      description_unavailable:
        'Le serveur du portefeuille est injoignable. Veuillez vérifier votre connexion et réessayer.',
      storage_full: 'Il n’y a plus de place sur cet appareil. Veuillez en libérer et réessayer ; rien n’a été modifié.',
      storage_failed: 'Le navigateur n’a pas pu écrire ses données. Rien n’a été modifié ; veuillez réessayer.',
      too_many_slots: 'Le nombre maximal de moyens de déverrouillage est atteint. Veuillez d’abord en retirer un.',
      last_slot: 'C’est le dernier moyen de déverrouiller votre portefeuille ; il est donc conservé.',
      wallet_exists: 'Il y a déjà un portefeuille sur cet appareil.',
      wrong_backup_passphrase:
        'Ce n’est pas la phrase de passe de cette sauvegarde. Veuillez vérifier les majuscules et les espaces.',
      backup_damaged: 'Cette sauvegarde est abîmée ou incomplète. Veuillez prendre une autre copie du fichier.',
      not_a_backup: 'Ce fichier n’est pas une sauvegarde de portefeuille. Son nom se termine par « .incola-backup ».',
      backup_version_unknown:
        'Une version plus récente du portefeuille a fait cette sauvegarde. Veuillez mettre à jour, puis réessayer.',
      other: 'Une erreur est survenue. Rien n’a été modifié ; veuillez réessayer.',
    },
  },
};
