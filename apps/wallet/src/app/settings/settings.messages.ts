import type { Locale } from '#look';

interface SettingsMessages {
  title: string;
  language: string;
  waysTitle: string;
  waysLead: string;
  passphrase: string;
  passkey: string;
  otherWay: string;
  remove: string;
  removeLabel: (way: string) => string;
  onlyWay: string;
  addPasskey: string;
  addPassphrase: string;
  addTitle: string;
  confirmYou: string;
  cancel: string;
  added: string;
  removed: string;
  lockTitle: string;
  lockLead: string;
  lockNow: string;
  storageTitle: string;
  persistent: string;
  notPersistent: string;
  askPersistent: string;
  aboutTitle: string;
  version: string;
  profile: string;
  profileBase: string;
  cooperative: string;
  ledger: string;
  development: string;
  independent: string;
  genesis: string;
}

export const SETTINGS_MESSAGES: Readonly<Record<Locale, SettingsMessages>> = {
  en: {
    title: 'Settings',
    language: 'Language',
    waysTitle: 'Ways to unlock',
    waysLead: 'Any of these opens your wallet. Two are better than one: if one is lost, the other remains.',
    passphrase: 'Passphrase',
    passkey: 'Passkey',
    otherWay: 'Another way',
    remove: 'Remove',
    removeLabel: (way) => `Remove: ${way}`,
    onlyWay: 'the only one',
    addPasskey: 'Add a passkey',
    addPassphrase: 'Add a passphrase',
    addTitle: 'Add a passphrase',
    confirmYou: 'First show that it is you, by a way that you have already',
    cancel: 'Cancel',
    added: 'Added. It opens your wallet from now on.',
    removed: 'Removed. It no longer opens this wallet.',
    lockTitle: 'Lock',
    lockLead:
      'Your wallet locks itself after 15 minutes without use, and 5 minutes after you go to another window or app.',
    lockNow: 'Lock now',
    storageTitle: 'Storage',
    persistent: 'Your browser keeps the wallet until you delete it yourself.',
    notPersistent:
      'Your browser may delete the wallet when room gets scarce or if you do not use it for long. Make a backup; installing the wallet as an app helps too.',
    askPersistent: 'Ask the browser to keep it',
    aboutTitle: 'About this wallet',
    version: 'Version',
    profile: 'Profile',
    profileBase:
      'base: open to every utility and bank of the cooperative. The wallet carries no certificate of its own maker.',
    cooperative: 'Cooperative',
    ledger: 'Register it believes',
    development:
      'A development ledger: all three keys are held by one operator. It shows how things work; it does not yet prove that nobody has tampered.',
    independent: 'Run by three independent colleges, each with its own key.',
    genesis: 'Its beginning (digest)',
  },
  fr: {
    title: 'Réglages',
    language: 'Langue',
    waysTitle: 'Moyens de déverrouillage',
    waysLead: 'Chacun d’eux ouvre votre portefeuille. Deux valent mieux qu’un : si l’un est perdu, il reste l’autre.',
    passphrase: 'Phrase de passe',
    passkey: 'Clé d’accès',
    otherWay: 'Autre moyen',
    remove: 'Retirer',
    removeLabel: (way) => `Retirer : ${way}`,
    onlyWay: 'le seul',
    addPasskey: 'Ajouter une clé d’accès',
    addPassphrase: 'Ajouter une phrase de passe',
    addTitle: 'Ajouter une phrase de passe',
    confirmYou: 'Montrez d’abord que c’est bien vous, par un moyen que vous avez déjà',
    cancel: 'Annuler',
    added: 'Ajouté. Ce moyen ouvre désormais votre portefeuille.',
    removed: 'Retiré. Ce moyen n’ouvre plus ce portefeuille.',
    lockTitle: 'Verrouillage',
    lockLead:
      'Votre portefeuille se verrouille après 15 minutes sans utilisation, et 5 minutes après votre passage à une autre fenêtre ou application.',
    lockNow: 'Verrouiller maintenant',
    storageTitle: 'Conservation',
    persistent: 'Votre navigateur conserve le portefeuille jusqu’à ce que vous l’effaciez vous-même.',
    notPersistent:
      'Votre navigateur peut effacer le portefeuille quand la place manque ou si vous ne l’utilisez pas longtemps. Faites une sauvegarde ; installer le portefeuille comme application aide aussi.',
    askPersistent: 'Demander au navigateur de le conserver',
    aboutTitle: 'À propos de ce portefeuille',
    version: 'Version',
    profile: 'Profil',
    profileBase:
      'base : ouvert à tous les fournisseurs et banques de la coopérative. Le portefeuille ne porte pas de certificat de son fabricant.',
    cooperative: 'Coopérative',
    ledger: 'Registre auquel il se fie',
    development:
      'Un registre de développement : les trois clés sont tenues par un seul exploitant. Il montre comment cela fonctionne ; il ne prouve pas encore que personne n’y a touché.',
    independent: 'Tenu par trois collèges indépendants, chacun avec sa propre clé.',
    genesis: 'Son commencement (empreinte)',
  },
};
