import type { Locale } from '#look';

export type LetterCodeState = 'none' | 'inForce' | 'expired' | 'dead';

export interface LetterCodeMessages {
  /** On the customer's page. */
  card: {
    title: string;
    lead: string;
    states: (until: string) => Readonly<Record<LetterCodeState, string>>;
    make: string;
    replaces: string;
  };
  letter: {
    title: string;
    advice: string;
    print: string;
    back: string;
    gone: string;
    goneAnswer: string;
    subject: string;
    greeting: (name: string) => string;
    what: (utility: string) => string;
    number: string;
    code: string;
    stepsTitle: string;
    steps: (utility: string, host: string) => readonly string[];
    until: (day: string) => string;
    careful: (utility: string) => string;
    closing: string;
  };
}

/** The letter goes to a citizen: short, and in the language that the operator reads. */
export const LETTER_CODE_MESSAGES: Readonly<Record<Locale, LetterCodeMessages>> = {
  en: {
    card: {
      title: 'Letter for signing in',
      lead: 'With the code of a letter the customer asks for proofs himself, from any wallet and as often as needed.',
      states: (until) => ({
        none: 'There is no code at present.',
        inForce: `A code is in force until ${until}.`,
        expired: `The last code ran out on ${until}.`,
        dead: 'The code was wrong too often and no longer works. Make a new letter.',
      }),
      make: 'Make a letter with a new code',
      replaces: 'A new code takes the place of the one before.',
    },
    letter: {
      title: 'Letter with a code',
      advice:
        'Send it in a sealed envelope to the address in the file, or hand it over once you have seen who it is. The code is shown for ten minutes and never again.',
      print: 'Print',
      back: 'Back to the customer',
      gone: 'The code is no longer shown',
      goneAnswer: 'If the letter was not printed, make a new one on the customer’s page.',
      subject: 'Your code for digital proofs',
      greeting: (name) => `Dear ${name},`,
      what: (utility) =>
        `with this code you get digital proofs from ${utility} whenever you need them. You keep them in a wallet on your telephone, and show from them only what is needed, instead of a bill.`,
      number: 'Customer number',
      code: 'Code',
      stepsTitle: 'How to use it',
      steps: (utility, host) => [
        `In your wallet, ask for a proof from ${utility}. The wallet opens our page.`,
        `See that the address of the page begins with ${host}.`,
        'Type in your customer number and the code.',
      ],
      until: (day) =>
        `You can use the code several times, until ${day}. It takes the place of any code that we sent you before.`,
      careful: (utility) =>
        `Keep this letter like a key. Nobody from ${utility} ever asks you for the code, by telephone or otherwise.`,
      closing: 'Yours faithfully,',
    },
  },
  fr: {
    card: {
      title: 'Lettre pour se connecter',
      lead: 'Avec le code d’une lettre, le client demande ses justificatifs lui-même, depuis n’importe quel portefeuille et autant de fois qu’il le faut.',
      states: (until) => ({
        none: 'Il n’y a pas de code actuellement.',
        inForce: `Un code est en vigueur jusqu’au ${until}.`,
        expired: `Le dernier code a expiré le ${until}.`,
        dead: 'Le code a été faux trop souvent et ne fonctionne plus. Créez une nouvelle lettre.',
      }),
      make: 'Créer une lettre avec un nouveau code',
      replaces: 'Un nouveau code remplace le précédent.',
    },
    letter: {
      title: 'Lettre avec un code',
      advice:
        'Envoyez-la sous pli fermé à l’adresse du dossier, ou remettez-la après avoir vérifié à qui. Le code reste affiché dix minutes, puis plus jamais.',
      print: 'Imprimer',
      back: 'Retour au client',
      gone: 'Le code n’est plus affiché',
      goneAnswer: 'Si la lettre n’a pas été imprimée, créez-en une nouvelle depuis la page du client.',
      subject: 'Votre code pour vos justificatifs numériques',
      greeting: (name) => `Bonjour ${name},`,
      what: (utility) =>
        `avec ce code, vous obtenez de ${utility} des justificatifs numériques quand vous en avez besoin. Vous les gardez dans un portefeuille sur votre téléphone et n’en montrez que le nécessaire, au lieu d’une facture.`,
      number: 'Numéro de client',
      code: 'Code',
      stepsTitle: 'Comment l’utiliser',
      steps: (utility, host) => [
        `Dans votre portefeuille, demandez un justificatif de ${utility}. Le portefeuille ouvre notre page.`,
        `Vérifiez que l’adresse de la page commence par ${host}.`,
        'Saisissez votre numéro de client et le code.',
      ],
      until: (day) =>
        `Le code sert plusieurs fois, jusqu’au ${day}. Il remplace tout code que nous vous avons envoyé auparavant.`,
      careful: (utility) =>
        `Gardez cette lettre comme une clé. Personne chez ${utility} ne vous demande jamais ce code, ni par téléphone ni autrement.`,
      closing: 'Avec nos salutations distinguées,',
    },
  },
};
