import type { Locale } from '#look';
import type { PassphraseJudgement } from '../passphrase/judge-passphrase.js';

interface SetupMessages {
  steps: readonly [string, string, string, string];
  stepsLabel: string;
  welcomeTitle: string;
  welcomeLead: string;
  welcomePoints: readonly string[];
  begin: string;
  haveBackup: string;
  linkWaiting: string;
  wayTitle: string;
  wayLead: string;
  wayLegend: string;
  passkey: string;
  passkeyHint: string;
  passphrase: string;
  passphraseHint: string;
  newPassphrase: string;
  newPassphraseHint: string;
  judgements: Readonly<Record<PassphraseJudgement, string>>;
  back: string;
  next: string;
  confirmTitle: string;
  again: string;
  differs: string;
  advice: readonly string[];
  passkeyAdvice: readonly string[];
  create: string;
  createByPasskey: string;
  working: string;
  doneTitle: string;
  doneLead: string;
  doneNext: readonly string[];
  notPersistent: string;
  open: string;
}

export const SETUP_MESSAGES: Readonly<Record<Locale, SetupMessages>> = {
  en: {
    steps: ['Welcome', 'Lock', 'Safety', 'Done'],
    stepsLabel: 'Four steps to your wallet',
    welcomeTitle: 'Your wallet for proofs of where you live',
    welcomeLead:
      'Your water, electricity or telecom company already knows your address. Here you keep its proof, and show only what is needed: instead of a bill, a single answer.',
    welcomePoints: [
      'Everything stays encrypted on this device. We have no copy and no account of yours.',
      'Nothing is ever shared without you seeing who asks, why, and what exactly they get.',
      'You see who used what, and can withdraw your consent.',
    ],
    begin: 'Set up my wallet',
    haveBackup: 'I have a backup',
    linkWaiting: 'The link that you opened is kept; it continues as soon as your wallet is ready. This takes a minute.',
    wayTitle: 'How do you want to open it?',
    wayLead: 'Your wallet locks itself when you do not use it. You can add other ways later.',
    wayLegend: 'Open my wallet with',
    passkey: 'A passkey',
    passkeyHint: 'Fingerprint, face or the code of this device. Quick, and nothing to remember.',
    passphrase: 'A passphrase',
    passphraseHint: 'Several words that only you know. Works on every device.',
    newPassphrase: 'Choose a passphrase',
    newPassphraseHint:
      'At least 12 characters. Four or five words that do not belong together are easy to remember and hard to guess.',
    judgements: {
      empty: '',
      short: 'Still too short.',
      repetitive: 'Too easy to guess: it repeats itself. Please mix other words in.',
      too_long: 'Too long. 1,024 characters are the most.',
      fair: 'Good enough. One more word makes it much stronger.',
      good: 'Strong.',
    },
    back: 'Back',
    next: 'Continue',
    confirmTitle: 'Only you have the key',
    again: 'Type the passphrase once more',
    differs: 'That is not the same passphrase. Please try again, or go back and choose another.',
    advice: [
      'Nobody can reset your passphrase, not even us. Write it down and keep it where you keep important papers.',
      'Later, make a backup in the settings: if this device is lost, it brings everything back.',
    ],
    passkeyAdvice: [
      'Your device will ask for your fingerprint, your face or its code. None of that leaves it.',
      'If the passkey is lost, so is the way in. Add a passphrase in the settings, and make a backup.',
    ],
    create: 'Create my wallet',
    createByPasskey: 'Create passkey and wallet',
    working: 'Making the lock. This takes a few seconds, so that nobody can guess quickly …',
    doneTitle: 'Your wallet is ready',
    doneLead: 'It is empty still. Your utility gives you a link or a QR code for your first proof.',
    doneNext: [
      'Open the utility’s link on this device, or scan its code under “Scan”.',
      'Make a backup under “Settings” once the first proof is here.',
    ],
    notPersistent:
      'This browser may delete the wallet when room gets scarce or if you do not use it for long. A backup protects you; installing the wallet as an app helps too.',
    open: 'Go to my wallet',
  },
  fr: {
    steps: ['Accueil', 'Verrou', 'Sécurité', 'Fin'],
    stepsLabel: 'Quatre étapes vers votre portefeuille',
    welcomeTitle: 'Votre portefeuille pour prouver où vous habitez',
    welcomeLead:
      'Votre fournisseur d’eau, d’électricité ou de téléphone connaît déjà votre adresse. Ici, vous gardez son justificatif et ne montrez que le nécessaire : au lieu d’une facture, une seule réponse.',
    welcomePoints: [
      'Tout reste chiffré sur cet appareil. Nous n’avons ni copie, ni compte à votre nom.',
      'Rien n’est jamais partagé sans que vous ayez vu qui demande, pourquoi, et ce qui sera transmis exactement.',
      'Vous voyez qui a utilisé quoi, et pouvez retirer votre accord.',
    ],
    begin: 'Créer mon portefeuille',
    haveBackup: 'J’ai une sauvegarde',
    linkWaiting:
      'Le lien que vous avez ouvert est conservé ; la suite s’affichera dès que votre portefeuille sera prêt. Cela prend une minute.',
    wayTitle: 'Comment voulez-vous l’ouvrir ?',
    wayLead: 'Votre portefeuille se verrouille quand vous ne l’utilisez pas. Vous pourrez ajouter d’autres moyens.',
    wayLegend: 'Ouvrir mon portefeuille avec',
    passkey: 'Une clé d’accès',
    passkeyHint: 'Empreinte, visage ou code de cet appareil. Rapide, et rien à retenir.',
    passphrase: 'Une phrase de passe',
    passphraseHint: 'Plusieurs mots que personne d’autre ne connaît. Fonctionne sur tous les appareils.',
    newPassphrase: 'Choisissez une phrase de passe',
    newPassphraseHint:
      'Au moins 12 caractères. Quatre ou cinq mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.',
    judgements: {
      empty: '',
      short: 'Encore trop courte.',
      repetitive: 'Trop facile à deviner : elle se répète. Veuillez y mêler d’autres mots.',
      too_long: 'Trop longue. 1 024 caractères au plus.',
      fair: 'Suffisante. Un mot de plus la rendra bien plus solide.',
      good: 'Solide.',
    },
    back: 'Retour',
    next: 'Continuer',
    confirmTitle: 'Personne d’autre n’a la clé',
    again: 'Saisissez encore une fois la phrase de passe',
    differs: 'Ce n’est pas la même phrase. Veuillez réessayer, ou revenir en arrière pour en choisir une autre.',
    advice: [
      'Personne ne peut réinitialiser votre phrase de passe, pas même nous. Notez-la et rangez-la avec vos papiers importants.',
      'Plus tard, faites une sauvegarde dans les réglages : si cet appareil est perdu, elle permet de tout retrouver.',
    ],
    passkeyAdvice: [
      'Votre appareil demandera votre empreinte, votre visage ou son code. Rien de tout cela n’en sort.',
      'Si la clé d’accès est perdue, l’accès l’est aussi. Ajoutez une phrase de passe dans les réglages, et faites une sauvegarde.',
    ],
    create: 'Créer mon portefeuille',
    createByPasskey: 'Créer la clé d’accès et le portefeuille',
    working: 'Fabrication du verrou. Cela prend quelques secondes, pour que personne ne puisse deviner vite …',
    doneTitle: 'Votre portefeuille est prêt',
    doneLead:
      'Il est encore vide. Votre fournisseur vous donne un lien ou un code QR pour recevoir votre premier justificatif.',
    doneNext: [
      'Ouvrez le lien du fournisseur sur cet appareil, ou scannez son code sous « Scanner ».',
      'Faites une sauvegarde sous « Réglages » dès que le premier justificatif est là.',
    ],
    notPersistent:
      'Ce navigateur peut effacer le portefeuille quand la place manque ou si vous ne l’utilisez pas longtemps. Une sauvegarde vous protège ; installer le portefeuille comme application aide aussi.',
    open: 'Ouvrir mon portefeuille',
  },
};
