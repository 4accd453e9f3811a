import type { Localised } from '#primitives';

/** Why a wallet answered with an error, as far as it says (OpenID4VP 1.0 §8.5). */
const ACCESS_DENIED: Localised = {
  en: 'The person did not agree, or has no credential that answers.',
  fr: 'La personne n’a pas accepté, ou n’a pas d’attestation qui réponde.',
};
const OTHER: Localised = {
  en: 'The wallet could not answer the request.',
  fr: 'Le portefeuille n’a pas pu répondre à la demande.',
};

export function refusalSentence(code: string): Localised {
  return code === 'access_denied' ? ACCESS_DENIED : OTHER;
}

export const RESTRICTED: Localised = {
  en: 'The person withdrew. The proof is kept because the law demands it, and is not used.',
  fr: 'La personne a retiré son accord. La preuve est conservée parce que la loi l’exige, sans être utilisée.',
};

export const REDACTED: Localised = {
  en: 'What was shown has been destroyed; the verdicts stay.',
  fr: 'Ce qui a été montré a été détruit ; les constats restent.',
};

export const DECISION_ONLY: Localised = {
  en: 'This access shows the decision, not what was shown or how it was checked.',
  fr: 'Cet accès montre la décision, et non ce qui a été montré ni comment cela a été vérifié.',
};

export const CODE_AWAITED: Localised = {
  en: 'The person has answered on the hosted page. The result is given for the response code that comes back with the browser.',
  fr: 'La personne a répondu sur la page hébergée. Le résultat est remis contre le code de réponse rapporté par son navigateur.',
};
