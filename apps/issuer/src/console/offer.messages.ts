import type { Locale } from '#look';
import type { Offer } from '../offers/offers.js';

type Shown = Offer['state'] | 'expired';

export interface OfferMessages {
  title: string;
  to: string;
  what: string;
  ends: string;
  states: Readonly<Record<Shown, string>>;
  attempts: (wrong: number, most: number) => string;
  issued: (count: number) => string;
  link: {
    title: string;
    lead: string;
    qr: string;
    address: string;
    copy: string;
    copied: string;
    notCopied: string;
    other: string;
    otherHint: string;
    otherCopy: string;
    letter: string;
  };
  code: {
    title: string;
    lead: string;
    channels: readonly string[];
    never: string;
    gone: string;
    goneHint: string;
  };
  cancel: string;
  cancelHint: string;
  customer: string;
}

export const OFFER_MESSAGES: Readonly<Record<Locale, OfferMessages>> = {
  en: {
    title: 'Offer of a proof',
    to: 'For',
    what: 'Proof',
    ends: 'Can be picked up until',
    states: {
      open: 'This offer waits to be picked up.',
      redeemed: 'This offer has been picked up. It cannot be used again.',
      locked: 'This offer is locked, because the code was wrong too often. Make another offer.',
      withdrawn: 'This offer has been cancelled. The link no longer works.',
      expired: 'This offer has run out. Make another offer.',
    },
    attempts: (wrong, most) =>
      wrong === 0 ? `The code may be wrong ${most} times.` : `The code was wrong ${wrong} of ${most} times.`,
    issued: (count) => (count === 1 ? 'One proof was issued.' : `${count} proofs were issued.`),
    link: {
      title: '1. The link',
      lead: 'Show this picture to the customer’s camera, or send the link by e-mail or letter. It works once.',
      qr: 'Picture with the link of the offer, for the camera of a telephone',
      address: 'Link',
      copy: 'Copy the link',
      copied: 'Copied.',
      notCopied: 'Your browser did not allow it. Please select the link and copy it.',
      other: 'For other wallets',
      otherHint: 'This link opens whichever wallet is installed on the telephone.',
      otherCopy: 'Copy this link',
      letter: 'Letter to print',
    },
    code: {
      title: '2. The code, by another way',
      lead: 'The customer types it in. Whoever finds the link alone can do nothing with it, so never send the two together.',
      channels: [
        'At the counter: read it out, once you have seen who it is.',
        'By telephone: call the number that stands in the customer’s file.',
        'By text message, if the link goes by e-mail or letter.',
      ],
      never: 'It is shown for ten minutes after the offer was made, and never again.',
      gone: 'The code is no longer shown.',
      goneHint: 'If the customer did not get it, cancel this offer and make another.',
    },
    cancel: 'Cancel this offer',
    cancelHint: 'The link stops working at once.',
    customer: 'Back to the customer',
  },
  fr: {
    title: 'Offre d’un justificatif',
    to: 'Pour',
    what: 'Justificatif',
    ends: 'À retirer avant le',
    states: {
      open: 'Cette offre attend d’être retirée.',
      redeemed: 'Cette offre a été retirée. Elle ne peut plus servir.',
      locked: 'Cette offre est bloquée, parce que le code a été faux trop souvent. Créez une autre offre.',
      withdrawn: 'Cette offre a été annulée. Le lien ne fonctionne plus.',
      expired: 'Cette offre a expiré. Créez une autre offre.',
    },
    attempts: (wrong, most) =>
      wrong === 0 ? `Le code peut être faux ${most} fois.` : `Le code a été faux ${wrong} fois sur ${most}.`,
    issued: (count) => (count === 1 ? 'Un justificatif a été délivré.' : `${count} justificatifs ont été délivrés.`),
    link: {
      title: '1. Le lien',
      lead: 'Présentez cette image à l’appareil photo du client, ou envoyez le lien par courriel ou par lettre. Il sert une seule fois.',
      qr: 'Image contenant le lien de l’offre, pour l’appareil photo d’un téléphone',
      address: 'Lien',
      copy: 'Copier le lien',
      copied: 'Copié.',
      notCopied: 'Votre navigateur ne l’a pas permis. Veuillez sélectionner le lien et le copier.',
      other: 'Pour d’autres portefeuilles',
      otherHint: 'Ce lien ouvre le portefeuille installé sur le téléphone, quel qu’il soit.',
      otherCopy: 'Copier ce lien',
      letter: 'Lettre à imprimer',
    },
    code: {
      title: '2. Le code, par une autre voie',
      lead: 'Le client le saisit. Qui trouve le lien seul ne peut rien en faire\u00a0: n’envoyez donc jamais les deux ensemble.',
      channels: [
        'Au guichet\u00a0: dites-le à voix haute, après avoir vérifié à qui vous parlez.',
        'Par téléphone\u00a0: appelez le numéro qui figure au dossier du client.',
        'Par SMS, si le lien part par courriel ou par lettre.',
      ],
      never: 'Il reste affiché dix minutes après la création de l’offre, puis plus jamais.',
      gone: 'Le code n’est plus affiché.',
      goneHint: 'Si le client ne l’a pas reçu, annulez cette offre et créez-en une autre.',
    },
    cancel: 'Annuler cette offre',
    cancelHint: 'Le lien cesse aussitôt de fonctionner.',
    customer: 'Retour au client',
  },
};
