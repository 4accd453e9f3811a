import type { Locale } from '#look';

export type LetterProblem = 'number_missing' | 'code_missing' | 'wrong' | 'expired' | 'dead';

export interface SignInPageMessages {
  title: (utility: string) => string;
  lead: string;
  receives: string;
  customerNumber: string;
  customerNumberHint: string;
  letterCode: string;
  letterCodeHint: string;
  goOn: string;
  cancel: string;
  cancelHint: string;
  problems: (utility: string) => Readonly<Record<LetterProblem, string>>;
  later: (until: string) => string;
  account: { title: string; or: string; button: (utility: string) => string; failed: string };
  noLetter: string;
  noLetterAnswer: (utility: string) => string;
  who: string;
  wallet: string;
  goesBackTo: string;
  thisAddress: string;
  careful: (utility: string) => string;
}

export const SIGN_IN_PAGE_MESSAGES: Readonly<Record<Locale, SignInPageMessages>> = {
  en: {
    title: (utility) => `Sign in with ${utility}`,
    lead: 'Your wallet asks us for a proof. Sign in, so that it gets yours and nobody else’s.',
    receives: 'Your wallet will get',
    customerNumber: 'Customer number',
    customerNumberHint: 'It stands on your bills and in our letter.',
    letterCode: 'Code from our letter',
    letterCodeHint: 'Ten letters and digits. Capitals, spaces and hyphens do not matter.',
    goOn: 'Sign in',
    cancel: 'Cancel',
    cancelHint: 'You go back to your wallet, and it gets nothing.',
    problems: (utility) => ({
      number_missing: 'Please type in your customer number.',
      code_missing: 'Please type in the code from our letter.',
      wrong:
        'This number and this code do not belong together. Check both. If you have several letters, use the newest.',
      expired: `This code has run out. Ask ${utility} for a letter with a new one.`,
      dead: `The code was wrong too often, so it no longer works here. Ask ${utility} for a letter with a new one.`,
    }),
    later: (until) =>
      `The code was wrong several times. Please wait until ${until}, then try again. Until then even the right code does not work.`,
    account: {
      title: 'With your account',
      or: 'Or with your account',
      button: (utility) => `Sign in at ${utility}`,
      failed: 'Signing in with your account did not work. Please try again.',
    },
    noLetter: 'No letter, or lost it?',
    noLetterAnswer: (utility) =>
      `Ask ${utility} for a letter with a new code. Press “Cancel” here until it has arrived.`,
    who: 'Who asks',
    wallet: 'Wallet',
    goesBackTo: 'Then you go back to',
    thisAddress: 'Address of this page',
    careful: (utility) =>
      `Go on only if you have just begun this yourself, in your own wallet. ${utility} never asks you for the code, by telephone or otherwise.`,
  },
  fr: {
    title: (utility) => `Se connecter à ${utility}`,
    lead: 'Votre portefeuille nous demande un justificatif. Connectez-vous, pour qu’il reçoive le vôtre et celui de personne d’autre.',
    receives: 'Votre portefeuille recevra',
    customerNumber: 'Numéro de client',
    customerNumberHint: 'Il figure sur vos factures et dans notre lettre.',
    letterCode: 'Code de notre lettre',
    letterCodeHint: 'Dix lettres et chiffres. Majuscules, espaces et tirets sont sans importance.',
    goOn: 'Se connecter',
    cancel: 'Annuler',
    cancelHint: 'Vous revenez à votre portefeuille, qui ne reçoit rien.',
    problems: (utility) => ({
      number_missing: 'Veuillez saisir votre numéro de client.',
      code_missing: 'Veuillez saisir le code de notre lettre.',
      wrong:
        'Ce numéro et ce code ne vont pas ensemble. Vérifiez les deux. Si vous avez plusieurs lettres, prenez la plus récente.',
      expired: `Ce code a expiré. Demandez à ${utility} une lettre avec un nouveau code.`,
      dead: `Le code a été faux trop souvent\u00a0: il ne fonctionne plus ici. Demandez à ${utility} une lettre avec un nouveau code.`,
    }),
    later: (until) =>
      `Le code a été faux plusieurs fois. Veuillez attendre jusqu’au ${until}, puis réessayer. D’ici là, même le bon code ne fonctionne pas.`,
    account: {
      title: 'Avec votre compte',
      or: 'Ou avec votre compte',
      button: (utility) => `Me connecter chez ${utility}`,
      failed: 'La connexion avec votre compte n’a pas abouti. Veuillez réessayer.',
    },
    noLetter: 'Pas de lettre, ou lettre perdue\u00a0?',
    noLetterAnswer: (utility) =>
      `Demandez à ${utility} une lettre avec un nouveau code. Appuyez ici sur «\u00a0Annuler\u00a0» en attendant qu’elle arrive.`,
    who: 'Qui demande',
    wallet: 'Portefeuille',
    goesBackTo: 'Ensuite vous revenez à',
    thisAddress: 'Adresse de cette page',
    careful: (utility) =>
      `Ne continuez que si vous venez de commencer cette démarche vous-même, dans votre propre portefeuille. ${utility} ne vous demande jamais ce code, ni par téléphone ni autrement.`,
  },
};
