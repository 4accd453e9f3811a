import type { Locale } from '#look';

/** What a refusal means to somebody whose wallet led here, by code; what went wrong is the wallet's fault as a rule. */
const AUTHORIZATION_REFUSALS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    client_id_missing: 'The link that led you here is incomplete. Go back to your wallet and begin again.',
    client_unknown: 'Your wallet is not known here, so we cannot lead you back to it. Nothing has been given to it.',
    request_uri_unknown:
      'The link that led you here is not valid, or no longer. Go back to your wallet and begin again.',
    redirect_uri_missing: 'Your wallet did not say where it is to be found again. Go back to it and begin again.',
    redirect_uri_unknown:
      'Your wallet asks to be led to a place that it has not told us before. For your safety we stop here.',
    repeated_parameter: 'The link that led you here is not well formed. Go back to your wallet and begin again.',
    malformed_authorization_request:
      'The link that led you here is not well formed. Go back to your wallet and begin again.',
    authorization_unknown:
      'This sign-in was not begun in this browser, or is no longer there. Begin again in your wallet.',
    authorization_expired: 'The sign-in took too long. Go back to your wallet and begin again.',
    authorization_ended: 'This sign-in is already over. If your wallet did not get what it wanted, begin again there.',
  },
  fr: {
    client_id_missing: 'Le lien qui vous a conduit ici est incomplet. Retournez à votre portefeuille et recommencez.',
    client_unknown:
      'Votre portefeuille n’est pas connu ici, nous ne pouvons donc pas vous y reconduire. Rien ne lui a été remis.',
    request_uri_unknown:
      'Le lien qui vous a conduit ici n’est pas valable, ou ne l’est plus. Retournez à votre portefeuille et recommencez.',
    redirect_uri_missing: 'Votre portefeuille n’a pas indiqué où le retrouver. Retournez-y et recommencez.',
    redirect_uri_unknown:
      'Votre portefeuille demande à être rejoint à une adresse qu’il ne nous a pas annoncée. Par sécurité, nous nous arrêtons là.',
    repeated_parameter: 'Le lien qui vous a conduit ici est mal formé. Retournez à votre portefeuille et recommencez.',
    malformed_authorization_request:
      'Le lien qui vous a conduit ici est mal formé. Retournez à votre portefeuille et recommencez.',
    authorization_unknown:
      'Cette connexion n’a pas été commencée dans ce navigateur, ou n’existe plus. Recommencez depuis votre portefeuille.',
    authorization_expired: 'La connexion a pris trop de temps. Retournez à votre portefeuille et recommencez.',
    authorization_ended:
      'Cette connexion est déjà terminée. Si votre portefeuille n’a rien reçu, recommencez depuis celui-ci.',
  },
};

export function authorizationRefusal(code: string, locale: Locale): string | undefined {
  const sentences = AUTHORIZATION_REFUSALS[locale];
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}
