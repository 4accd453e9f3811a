import type { Locale } from '#look';

export interface LetterMessages {
  title: string;
  print: string;
  advice: string;
  back: string;
  subject: string;
  greeting: (name: string) => string;
  what: (utility: string) => string;
  stepsTitle: string;
  steps: readonly string[];
  code: string;
  until: (day: string) => string;
  unwanted: string;
  closing: string;
  qr: string;
}

/** The letter goes to a citizen: short, and in the language that the operator reads. */
export const LETTER_MESSAGES: Readonly<Record<Locale, LetterMessages>> = {
  en: {
    title: 'Letter',
    print: 'Print',
    advice: 'The code is not in this letter, on purpose. Tell it by telephone, text message or at the counter.',
    back: 'Back to the offer',
    subject: 'Your digital proof of residence',
    greeting: (name) => `Dear ${name},`,
    what: (utility) =>
      `${utility} offers you a digital proof of residence. You keep it in a wallet on your telephone, and show from it only what is needed, instead of a bill.`,
    stepsTitle: 'How to pick it up',
    steps: [
      'Point the camera of your telephone at the picture below, and open the link.',
      'Follow the steps of the wallet. It asks for a code of six digits.',
      'Type in the code that we give you in another way.',
    ],
    code: 'We never ask you for this code, by telephone or otherwise.',
    until: (day) => `This letter can be used once, until ${day}.`,
    unwanted: 'If you do not want the proof, you need do nothing: throw this letter away.',
    closing: 'Yours faithfully,',
    qr: 'Picture with the link, for the camera of a telephone',
  },
  fr: {
    title: 'Lettre',
    print: 'Imprimer',
    advice: 'Le code ne figure pas dans cette lettre, à dessein. Donnez-le par téléphone, par SMS ou au guichet.',
    back: 'Retour à l’offre',
    subject: 'Votre justificatif de domicile numérique',
    greeting: (name) => `Bonjour ${name},`,
    what: (utility) =>
      `${utility} vous propose un justificatif de domicile numérique. Vous le gardez dans un portefeuille sur votre téléphone et n’en montrez que le nécessaire, au lieu d’une facture.`,
    stepsTitle: 'Comment le retirer',
    steps: [
      'Dirigez l’appareil photo de votre téléphone vers l’image ci-dessous et ouvrez le lien.',
      'Suivez les étapes du portefeuille. Il demande un code à six chiffres.',
      'Saisissez le code que nous vous donnons par une autre voie.',
    ],
    code: 'Nous ne vous demanderons jamais ce code, ni par téléphone ni autrement.',
    until: (day) => `Cette lettre sert une seule fois, jusqu’au ${day}.`,
    unwanted: 'Si vous ne souhaitez pas ce justificatif, vous n’avez rien à faire\u00a0: jetez cette lettre.',
    closing: 'Avec nos salutations distinguées,',
    qr: 'Image contenant le lien, pour l’appareil photo d’un téléphone',
  },
};
