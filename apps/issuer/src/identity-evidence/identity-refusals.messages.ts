import type { Locale } from '#look';

/** Why what a citizen's wallet answered was not taken; by code. */
export const IDENTITY_REFUSALS = [
  /** The wallet, or the person, did not want to. */
  'wallet_refused',
  /** Its issuer stands on none of the lists that count here. */
  'identity_issuer_unknown',
  /** Its issuer vouches for less than substantial, or for less than this tenant asks. */
  'identity_assurance_too_low',
  'identity_expired',
  'identity_revoked',
  /** Neither ages nor a whole date of birth can be read in it. */
  'identity_ages_unreadable',
  /** Whatever else is wrong: told to nobody in detail who might try on. */
  'identity_not_verified',
] as const;

export type IdentityRefusal = (typeof IDENTITY_REFUSALS)[number];

/** What the page says of it. */
export const IDENTITY_REFUSAL_MESSAGES: Readonly<Record<Locale, Readonly<Record<IdentityRefusal, string>>>> = {
  en: {
    wallet_refused: 'Your wallet has shown nothing. You decide: try again, or cancel.',
    identity_issuer_unknown:
      'Who issued this identity card is neither on the EU’s list of providers nor on ours. Please show one from a provider that is.',
    identity_assurance_too_low:
      'This identity card was issued without a check of your identity that is thorough enough for a proof of age (at least level “substantial”). Please show another one.',
    identity_expired: 'This identity card has expired in your wallet. Renew it there, then try again.',
    identity_revoked: 'This identity card was withdrawn by its issuer. Please ask there, or show another one.',
    identity_ages_unreadable:
      'Your date of birth is not complete in this identity card, so that no age follows from it. Please show another one.',
    identity_not_verified:
      'We could not verify what your wallet has shown. Please try again; if it fails again, ask the maker of your wallet.',
  },
  fr: {
    wallet_refused: 'Votre portefeuille n’a rien présenté. C’est vous qui décidez\u00a0: réessayez, ou annulez.',
    identity_issuer_unknown:
      'L’émetteur de cette carte d’identité ne figure ni sur la liste de l’Union européenne ni sur la nôtre. Veuillez en présenter une d’un émetteur qui y figure.',
    identity_assurance_too_low:
      'Cette carte d’identité a été émise sans une vérification d’identité assez poussée pour une preuve d’âge (niveau «\u00a0substantiel\u00a0» au moins). Veuillez en présenter une autre.',
    identity_expired: 'Cette carte d’identité a expiré dans votre portefeuille. Renouvelez-la, puis réessayez.',
    identity_revoked:
      'Cette carte d’identité a été révoquée par son émetteur. Adressez-vous à lui, ou présentez-en une autre.',
    identity_ages_unreadable:
      'Votre date de naissance n’est pas complète dans cette carte d’identité\u00a0: aucun âge ne peut en être déduit. Veuillez en présenter une autre.',
    identity_not_verified:
      'Nous n’avons pas pu vérifier ce que votre portefeuille a présenté. Veuillez réessayer\u00a0; en cas de nouvel échec, adressez-vous à l’éditeur de votre portefeuille.',
  },
};
