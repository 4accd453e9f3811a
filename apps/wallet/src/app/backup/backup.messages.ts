import type { Locale } from '#look';

interface BackupMessages {
  restoreTitle: string;
  restoreLead: string;
  restoreTwice: string;
  file: string;
  fileHint: string;
  passphrase: string;
  passphraseHint: string;
  back: string;
  restore: string;
  restoring: string;
  makeTitle: string;
  makeLead: string;
  makeTwice: string;
  begin: string;
  confirmYou: string;
  make: string;
  making: string;
  again: string;
  differs: string;
  madeTitle: string;
  made: string;
  download: string;
}

export const BACKUP_MESSAGES: Readonly<Record<Locale, BackupMessages>> = {
  en: {
    restoreTitle: 'Restore a backup',
    restoreLead: 'Everything comes back: proofs, history, and the keys to withdraw your consent.',
    restoreTwice:
      'Please restore it on one device only, and stop using the old one. Each proof is meant to be shown once; two copies of a wallet do not know of each other and may show the same proof twice, by which two organisations could tell that you are the same person.',
    file: 'The backup file',
    fileHint: 'Its name ends in “.incola-backup”.',
    passphrase: 'The passphrase of the backup',
    passphraseHint: 'From now on it also opens this wallet. You can change that in the settings.',
    back: 'Back',
    restore: 'Restore',
    restoring: 'Opening the backup …',
    makeTitle: 'Backup',
    makeLead:
      'One encrypted file with everything that is in your wallet. Keep it somewhere other than this device. Proofs that you receive later are not in it.',
    makeTwice:
      'Use it when this device is lost or broken. Restored while the old wallet is still in use, the same proof could be shown twice.',
    begin: 'Make a backup',
    confirmYou: 'First show that it is you',
    make: 'Make the backup',
    making: 'Encrypting the backup …',
    again: 'Type the passphrase of the backup once more',
    differs: 'That is not the same passphrase.',
    madeTitle: 'The backup is ready',
    made: 'Save the file now, and remember its passphrase: without it, nobody can open it.',
    download: 'Save the file',
  },
  fr: {
    restoreTitle: 'Restaurer une sauvegarde',
    restoreLead: 'Tout revient : les justificatifs, l’historique et les clés pour retirer vos accords.',
    restoreTwice:
      'Veuillez la restaurer sur un seul appareil, et ne plus utiliser l’ancien. Chaque justificatif est fait pour être montré une fois ; deux copies d’un portefeuille s’ignorent et peuvent montrer deux fois le même justificatif, ce qui permettrait à deux organismes de savoir que vous êtes la même personne.',
    file: 'Le fichier de sauvegarde',
    fileHint: 'Son nom se termine par « .incola-backup ».',
    passphrase: 'La phrase de passe de la sauvegarde',
    passphraseHint: 'Elle ouvrira désormais aussi ce portefeuille. Vous pourrez changer cela dans les réglages.',
    back: 'Retour',
    restore: 'Restaurer',
    restoring: 'Ouverture de la sauvegarde …',
    makeTitle: 'Sauvegarde',
    makeLead:
      'Un fichier chiffré avec tout le contenu de votre portefeuille. Conservez-le ailleurs que sur cet appareil. Les justificatifs reçus plus tard n’y figurent pas.',
    makeTwice:
      'Utilisez-la si cet appareil est perdu ou en panne. Restaurée alors que l’ancien portefeuille sert encore, le même justificatif pourrait être montré deux fois.',
    begin: 'Faire une sauvegarde',
    confirmYou: 'Montrez d’abord que c’est bien vous',
    make: 'Faire la sauvegarde',
    making: 'Chiffrement de la sauvegarde …',
    again: 'Saisissez encore une fois la phrase de passe de la sauvegarde',
    differs: 'Ce n’est pas la même phrase de passe.',
    madeTitle: 'La sauvegarde est prête',
    made: 'Enregistrez le fichier maintenant et retenez sa phrase de passe : sans elle, personne ne peut l’ouvrir.',
    download: 'Enregistrer le fichier',
  },
};
